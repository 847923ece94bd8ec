using Platform.Data;

namespace Services.Tests.Platform;

public sealed class SqlSummaryTests
{
    [Theory]
    [InlineData("SELECT p.id, p.name\nFROM products AS p\nWHERE p.id = @id", "SELECT products")]
    [InlineData("SELECT EXISTS (SELECT FROM outbox_messages WHERE next_attempt_at <= $1)", "SELECT outbox_messages")]
    [InlineData("SELECT * FROM outbox_messages ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED", "SELECT outbox_messages")]
    [InlineData(
        "INSERT INTO orders (id) VALUES (@p0);\nINSERT INTO order_lines (id) VALUES (@p1);\nINSERT INTO order_lines (id) VALUES (@p2);",
        "INSERT orders INSERT order_lines"
    )]
    [InlineData("DELETE FROM \"outbox_messages\" WHERE id = @p0", "DELETE outbox_messages")]
    [InlineData("UPDATE products SET inventory = 1", "UPDATE products")]
    [InlineData("SELECT 1", "SELECT")]
    [InlineData("SAVEPOINT \"__EFSavePoint\";", "SAVEPOINT")]
    [InlineData("", "")]
    public void A_command_is_called_by_its_operations_and_their_tables(string sql, string summary) =>
        Assert.Equal(summary, SqlSummary.Of(sql));
}
