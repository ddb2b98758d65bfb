# F13: the steps of docs/postgresql.md. The documents' tests run them on a PostgreSQL of their own.

part_postgres() {
  not_tried "F13 PostgreSQL: OperationsIT and the tests of docs/postgresql.md run the commands on a real one"
}
