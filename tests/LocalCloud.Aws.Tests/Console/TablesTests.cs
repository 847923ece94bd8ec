using System.Net;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LocalCloud.Aws.Tests.WebConsole;

public sealed class TablesTests : AwsTest
{
    private IAmazonDynamoDB Db =>
        field ??= Client(new AmazonDynamoDBConfig(), (credentials, config) => new AmazonDynamoDBClient(credentials, config));

    private ConsoleClient Console => field ??= new(Http);

    [Fact]
    public async Task A_table_is_made_and_deleted()
    {
        await OrdersAsync();
        var made = await Console.SendAsync(
            "view=tables",
            "create",
            ("table", "lines"),
            ("partition", "order"),
            ("partitiontype", "S"),
            ("sort", "line"),
            ("sorttype", "N")
        );
        Assert.Equal("The table lines is made.", made.Said);
        var table = (await Db.DescribeTableAsync("lines")).Table;
        Assert.Equal(["order HASH", "line RANGE"], table.KeySchema.Select(k => $"{k.AttributeName} {k.KeyType}"));
        Assert.Equal("N", table.AttributeDefinitions.Single(a => a.AttributeName == "line").AttributeType.Value);
        Assert.Equal("PAY_PER_REQUEST", table.BillingModeSummary.BillingMode.Value);
        Assert.Contains("order (string), line (number)", made.Text);

        Assert.Equal("The table lines is deleted.", (await Console.SendAsync("view=tables&name=lines", "delete")).Said);
        Assert.Equal(["orders"], (await Db.ListTablesAsync()).TableNames);
        Assert.Contains("There is no table “lines” in 123456789012/eu-west-1", (await Console.OpenAsync("view=tables&name=lines")).Text);
    }

    [Fact]
    public async Task Wrong_input_is_refused_and_stays_in_the_form()
    {
        await OrdersAsync();
        var refused = await Console.SendAsync(
            "view=tables",
            "create",
            ("table", "a"),
            ("partition", "id"),
            ("partitiontype", "S"),
            ("sort", "")
        );
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("ValidationException", refused.Said);
        Assert.Contains("value=\"a\"", refused.Page);

        var broken = await Console.SendAsync("view=tables&name=orders", "put", ("item", "{\"id\": {\"S\": \"1\""));
        Assert.Equal(HttpStatusCode.BadRequest, broken.Status);
        Assert.StartsWith("The item is no JSON:", broken.Said);
        Assert.Contains("{\"id\": {\"S\": \"1\"", broken.Text);
        Assert.Equal(HttpStatusCode.Forbidden, (await Console.ForgeAsync("view=tables&name=orders", "delete")).Status);
        Assert.Equal(["orders"], (await Db.ListTablesAsync()).TableNames);
    }

    [Fact]
    public async Task An_item_is_put_saved_and_deleted()
    {
        await OrdersAsync();
        var put = await Console.SendAsync(
            "view=tables&name=orders",
            "put",
            ("item", """{"id":{"S":"1"},"n":{"N":"1"},"note":{"S":"<script>x()</script>"}}""")
        );
        Assert.Equal("The item is put.", put.Said);
        Assert.DoesNotContain("<script>x()", put.Page);
        Assert.Contains("<script>x()", put.Text);
        var twice = await Console.SendAsync("view=tables&name=orders", "put", ("item", """{"id":{"S":"1"},"n":{"N":"1"}}"""));
        Assert.StartsWith("orders has an item with this key already", twice.Said);

        Assert.Equal(
            "The item is saved.",
            (
                await SaveAsync(
                    """{"id":{"S":"1"},"n":{"N":"1"},"note":{"S":"<script>x()</script>"}}""",
                    """{"id":{"S":"1"},"n":{"N":"1"},"paid":{"BOOL":true}}"""
                )
            ).Said
        );
        var item = await ItemAsync();
        Assert.True(item["paid"].BOOL);
        Assert.False(item.ContainsKey("note"));
        Assert.StartsWith("The key of an item", (await SaveAsync("""{"id":{"S":"1"}}""", """{"id":{"S":"2"}}""")).Said);

        Assert.Equal("The item is deleted.", (await Console.SendAsync(Item, "remove", ("key", Key))).Said);
        Assert.Null(await ItemAsync());
        Assert.Contains("orders has no item with the key", (await Console.OpenAsync(Item)).Text);
    }

    [Fact]
    public async Task What_was_changed_meanwhile_is_shown_and_not_written_over()
    {
        await OrdersAsync();
        await Db.PutItemAsync(
            "orders",
            new()
            {
                ["id"] = new("1"),
                ["n"] = new() { N = "1" },
                ["state"] = new("PAID"),
            }
        );
        var conflict = await SaveAsync(
            """{"id":{"S":"1"},"n":{"N":"1"},"state":{"S":"NEW"}}""",
            """{"id":{"S":"1"},"n":{"N":"1"},"state":{"S":"MINE"}}"""
        );
        Assert.Equal(HttpStatusCode.BadRequest, conflict.Status);
        Assert.StartsWith("Nothing was saved: the item has been changed", conflict.Said);
        Assert.Equal("PAID", (await ItemAsync())["state"].S);
        // What was written is still in the form, which the next time is compared with what there is now
        Assert.Contains("{\"S\":\"MINE\"}", conflict.Text);
        Assert.Contains("name=\"was\" value=\"{\"id\":{\"S\":\"1\"},\"n\":{\"N\":\"1\"},\"state\":{\"S\":\"PAID\"}}\"", conflict.Text);

        await Db.DeleteItemAsync(
            "orders",
            new()
            {
                ["id"] = new("1"),
                ["n"] = new() { N = "1" },
            }
        );
        var gone = await SaveAsync(
            """{"id":{"S":"1"},"n":{"N":"1"},"state":{"S":"PAID"}}""",
            """{"id":{"S":"1"},"n":{"N":"1"},"state":{"S":"MINE"}}"""
        );
        Assert.StartsWith("Nothing was saved: the item has been deleted", gone.Said);
        Assert.Contains("Put it as a new item", gone.Text);
        Assert.Null(await ItemAsync());
    }

    [Theory]
    [InlineData("pk=a&skop=between&sk=2&skto=3", "a2 a3")]
    [InlineData("pk=a&skop=%3E&sk=3", "a4")]
    [InlineData("pk=a&sk=2", "a2")]
    [InlineData("pk=a&back=on", "a4 a3 a2 a1")]
    [InlineData("attribute=n&op=%3E%3D&value=4", "a4 b4")]
    [InlineData("attribute=tag&op=begins_with&value=x", "a1 b1")]
    [InlineData("attribute=amount&op=%3D&value=2.0", "a2 b2")]
    [InlineData("attribute=tag&op=does+not+exist", "a2 a3 a4 b2 b3 b4")]
    [InlineData("index=byTag&pk=xyz", "a1 b1")]
    public async Task Items_are_found_by_key_and_by_filter(string query, string found)
    {
        await OrdersAsync();
        foreach (var id in (string[])["a", "b"])
            for (var n = 1; n <= 4; n++)
            {
                var item = new Dictionary<string, AttributeValue>
                {
                    ["id"] = new(id),
                    ["n"] = new() { N = $"{n}" },
                    ["amount"] = new() { N = $"{n}" },
                    ["text"] = new($"«{id}{n}»"),
                };
                if (n == 1)
                    item["tag"] = new("xyz");
                await Db.PutItemAsync("orders", item);
            }
        var text = (await Console.OpenAsync($"view=tables&name=orders&{query}")).Text;
        var cells = System.Text.RegularExpressions.Regex.Matches(text, "<td>«(..)»</td>").Select(m => m.Groups[1].Value);
        Assert.Equal(found.Split(' '), query.Contains("pk=a") ? cells : cells.Order());
    }

    [Fact]
    public async Task A_query_that_cannot_be_made_says_why()
    {
        await OrdersAsync();
        Assert.Contains("ValidationException", (await Console.OpenAsync("view=tables&name=orders&pk=a&sk=three")).Text);
        Assert.Contains("The start of the page is no JSON", (await Console.OpenAsync("view=tables&name=orders&start=%7Bx")).Text);
    }

    [Fact]
    public async Task Long_tables_have_pages()
    {
        await OrdersAsync();
        for (var n = 1; n <= 120; n++)
            await Db.PutItemAsync(
                "orders",
                new()
                {
                    ["id"] = new("a"),
                    ["n"] = new() { N = $"{n}" },
                }
            );
        var first = await Console.OpenAsync("view=tables&name=orders");
        Assert.Contains("1–50 of about 120", first.Text);
        var second = await Console.FollowAsync(first, "Next page");
        Assert.Contains("51–100 of about 120", second.Text);
        var third = await Console.FollowAsync(second, "Next page");
        Assert.Contains("101–120 of about 120", third.Text);
        Assert.DoesNotContain("Next page", third.Text);
        Assert.Contains("1–50 of about 120", (await Console.FollowAsync(third, "First page")).Text);
    }

    private const string Key = """{"id":{"S":"1"},"n":{"N":"1"}}""";

    private static string Item => $"view=tables&name=orders&item={Uri.EscapeDataString(Key)}";

    private Task<ConsoleClient.Shown> SaveAsync(string was, string item) =>
        Console.SendAsync(Item, "save", ("key", Key), ("was", was), ("item", item));

    private async Task<Dictionary<string, AttributeValue>> ItemAsync() =>
        (
            await Db.GetItemAsync(
                "orders",
                new()
                {
                    ["id"] = new("1"),
                    ["n"] = new() { N = "1" },
                }
            )
        ).Item;

    private Task OrdersAsync() =>
        Db.CreateTableAsync(
            new CreateTableRequest
            {
                TableName = "orders",
                AttributeDefinitions =
                [
                    new("id", ScalarAttributeType.S),
                    new("n", ScalarAttributeType.N),
                    new("tag", ScalarAttributeType.S),
                ],
                KeySchema = [new("id", KeyType.HASH), new("n", KeyType.RANGE)],
                GlobalSecondaryIndexes =
                [
                    new()
                    {
                        IndexName = "byTag",
                        KeySchema = [new("tag", KeyType.HASH)],
                        Projection = new() { ProjectionType = ProjectionType.ALL },
                    },
                ],
                BillingMode = BillingMode.PAY_PER_REQUEST,
            }
        );
}
