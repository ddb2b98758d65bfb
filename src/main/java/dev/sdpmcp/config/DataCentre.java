package dev.sdpmcp.config;

import java.net.URI;

/** Data centres of ServiceDesk Plus Cloud, each with its API host and accounts server. */
public enum DataCentre {
    US("https://sdpondemand.manageengine.com", "https://accounts.zoho.com"),
    EU("https://sdpondemand.manageengine.eu", "https://accounts.zoho.eu"),
    IN("https://sdpondemand.manageengine.in", "https://accounts.zoho.in"),
    AU("https://servicedeskplus.net.au", "https://accounts.zoho.com.au"),
    CN("https://servicedeskplus.cn", "https://accounts.zoho.com.cn"),
    JP("https://servicedeskplus.jp", "https://accounts.zoho.jp"),
    CA("https://servicedeskplus.ca", "https://accounts.zohocloud.ca"),
    UK("https://servicedeskplus.uk", "https://accounts.zoho.uk"),
    SA("https://servicedeskplus.sa", "https://accounts.zoho.sa");

    private final String api;
    private final String accounts;

    DataCentre(String api, String accounts) {
        this.api = api;
        this.accounts = accounts;
    }

    /** Host of the API and of the web client. */
    public URI api() {
        return URI.create(api);
    }

    /** Host that issues OAuth tokens. */
    public URI accounts() {
        return URI.create(accounts);
    }
}
