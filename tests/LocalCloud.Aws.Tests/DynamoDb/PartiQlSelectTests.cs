using Amazon.DynamoDBv2.Model;

namespace LocalCloud.Aws.Tests.DynamoDb;

public sealed class PartiQlSelectTests : PartiQlTest
{
    [Theory]
    [InlineData("feed = 'a'", "'a1' 'a2' 'a3' 'a4'")]
    [InlineData("'a' = feed AND 2 < seq", "'a3' 'a4'")]
    [InlineData("feed = 'a' AND seq = 2", "'a2'")]
    [InlineData("feed = 'a' AND seq >= 2 AND seq <= 3", "'a2' 'a3'")]
    [InlineData("feed = 'a' AND seq BETWEEN 2 AND 3", "'a2' 'a3'")]
    [InlineData("feed = 'a' AND seq NOT BETWEEN 2 AND 3", "'a1' 'a4'")]
    [InlineData("feed = 'a' AND seq IN [1, 4]", "'a1' 'a4'")]
    [InlineData("feed = 'a' AND seq NOT IN (1, 4)", "'a2' 'a3'")]
    [InlineData("feed = 'a' AND amount <> 20 AND amount != 30", "'a1' 'a4'")]
    [InlineData("feed = 'a' AND (amount = 10 OR NOT amount < 40)", "'a1' 'a4'")]
    [InlineData("feed = 'a' AND begins_with(kind, 'ev')", "'a2' 'a4'")]
    [InlineData("feed = 'a' AND contains(\"note\", '3')", "'a3'")]
    [InlineData("feed = 'a' AND attribute_type(amount, 'S')", "")]
    [InlineData("feed = 'a' AND SIZE(note) = 2 AND nothing IS MISSING AND note IS NOT MISSING AND note IS NOT NULL AND seq = 1", "'a1'")]
    [InlineData("feed = 'b' AND seq = 1 OR feed = 'a' AND seq = 4", "'a4' 'b1'")]
    [InlineData("feed IN ['b', 'a'] AND seq < 2", "'b1' 'a1'")]
    [InlineData("feed = 'b' OR feed = 'a'", "'b1' 'b2' 'b3' 'b4' 'a1' 'a2' 'a3' 'a4'")]
    [InlineData("feed = 'a' ORDER BY seq DESC", "'a4' 'a3' 'a2' 'a1'")]
    [InlineData("feed IN ['b', 'a'] AND seq > 2 ORDER BY feed ASC, seq DESC", "'a4' 'a3' 'b4' 'b3'")]
    [InlineData("feed = 'a' AND seq = -1", "")]
    public async Task Where_and_order(string where, string notes)
    {
        await FillEventsAsync();

        var found = await ValuesAsync("note", $"SELECT * FROM \"{Events}\" WHERE {where} -- and a comment");

        // A scan has no order of partitions that counts
        Assert.Equal(
            notes,
            where.Contains("OR feed = 'a' AND", StringComparison.Ordinal) ? string.Join(' ', found.Split(' ').Order()) : found
        );
    }

    [Fact]
    public async Task A_select_without_a_key_reads_everything()
    {
        await FillEventsAsync();

        Assert.Equal(8, (await RunAsync($"SELECT * FROM {Events}")).Items.Count);
        Assert.Equal(4, (await RunAsync($"select * from {Events} where kind = ?", S("odd"))).Items.Count);
    }

    [Fact]
    public async Task Paths_are_called_by_their_last_name()
    {
        await CreateThingsAsync();
        await PutAsync(
            new()
            {
                ["id"] = S("a"),
                ["doc"] = M(new() { ["in ner"] = N(1), ["list"] = L(S("x"), S("y")) }),
                ["size"] = N(3),
            }
        );

        Assert.Equal(
            "{id:'a',in ner:1,list[1]:'y',size:3}",
            await AnswerAsync($"SELECT id, doc.\"in ner\", doc.\"list\"[1], \"size\", nothing.anywhere FROM {Things} WHERE id = 'a'")
        );
        Assert.Equal("{in ner:1}", await AnswerAsync($"SELECT doc['in ner'] FROM {Things} WHERE doc.\"list\"[0] = 'x'"));
    }

    [Fact]
    public async Task An_index_is_read_with_what_it_projects()
    {
        await FillEventsAsync();
        const string ByKind = $"\"{Events}\".\"by-kind\"";

        Assert.Equal(
            "{amount:40,feed:'a',happened:'5',kind:'even',seq:4}\n{amount:40,feed:'b',happened:'5',kind:'even',seq:4}",
            string.Join("\n", (await AnswerAsync($"SELECT * FROM {ByKind} WHERE kind = 'even' AND happened < '6'")).Split('\n').Order())
        );
        Assert.Equal("'5' '7'", await ValuesAsync("happened", $"SELECT happened FROM {ByKind} WHERE kind = 'even' AND feed = 'b'"));
        Assert.Equal(
            "'7' '5'",
            await ValuesAsync("happened", $"SELECT happened FROM {ByKind} WHERE kind = 'even' AND feed = 'b' ORDER BY happened DESC")
        );
        Assert.Equal("4 3 2 1", await ValuesAsync("seq", $"SELECT seq FROM \"{Events}\".\"by-time\" WHERE feed = 'a' ORDER BY happened"));
        await RefusedAsync("The table does not have the specified index: nothing", () =>
            RunAsync($"SELECT * FROM \"{Events}\".\"nothing\"")
        );
        await RefusedAsync("One or more parameter values were invalid: Global secondary index by-kind does not project [note]", () =>
            RunAsync($"SELECT note FROM {ByKind}")
        );
        await RefusedAsync("Consistent reads are not supported on global secondary indexes", () =>
            Db.ExecuteStatementAsync(new ExecuteStatementRequest { Statement = $"SELECT * FROM {ByKind}", ConsistentRead = true })
        );
    }

    [Theory]
    [InlineData("SELECT * FROM events WHERE feed = 'a' ORDER BY seq DESC", "4 3 2 1")]
    [InlineData("SELECT * FROM events WHERE feed IN ['a', 'b'] AND seq > 1", "2 3 4 2 3 4")]
    [InlineData("SELECT * FROM events WHERE amount >= 30", "")]
    public async Task Pages_go_on_where_the_last_one_ended(string statement, string expected)
    {
        await FillEventsAsync();
        var (found, token, pages) = (new List<string>(), default(string), 0);
        do
        {
            var page = await Db.ExecuteStatementAsync(
                new ExecuteStatementRequest
                {
                    Statement = statement,
                    Limit = 3,
                    NextToken = token,
                }
            );
            Assert.Equal(page.NextToken is null, page.LastEvaluatedKey is not { Count: > 0 });
            found.AddRange(page.Items.Select(item => item["seq"].N));
            token = page.NextToken;
            pages++;
        } while (token is not null);

        Assert.True(pages > 1);
        if (expected.Length > 0)
            Assert.Equal(expected, string.Join(' ', found));
        else
            Assert.Equal("3 3 4 4", string.Join(' ', found.Order()));
    }

    [Fact]
    public async Task Several_partitions_come_ten_items_at_a_time()
    {
        await CreateThingsAsync();
        var ids = Enumerable.Range(0, 12).Select(i => $"{i}").ToList();
        foreach (var id in ids)
            await PutAsync(Key(id));
        var request = new ExecuteStatementRequest
        {
            Statement = $"SELECT * FROM {Things} WHERE id IN [{string.Join(',', ids.Select(id => $"'{id}'"))}]",
        };

        var first = await Db.ExecuteStatementAsync(request);
        request.NextToken = first.NextToken;

        Assert.Equal((10, 2), (first.Items.Count, (await Db.ExecuteStatementAsync(request)).Items.Count));
    }

    [Fact]
    public async Task A_token_is_of_its_statement_and_unbroken()
    {
        await FillEventsAsync();
        var page = await Db.ExecuteStatementAsync(
            new ExecuteStatementRequest
            {
                Statement = "SELECT * FROM events WHERE feed = ?",
                Parameters = [S("a")],
                Limit = 1,
            }
        );

        await RefusedAsync("Invalid NextToken", () =>
            Db.ExecuteStatementAsync(new ExecuteStatementRequest { Statement = "SELECT * FROM events", NextToken = "broken" })
        );
        var other = System.Text.Json.Nodes.JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(page.NextToken))!;
        other["Key"]!["feed"]!["S"] = "b";
        await RefusedAsync("NextToken does not match request", () => Db.ExecuteStatementAsync(
                new ExecuteStatementRequest
                {
                    Statement = "SELECT * FROM events WHERE feed = ?",
                    Parameters = [S("a")],
                    NextToken = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(other.ToJsonString())),
                }
            ));
        await RefusedAsync("NextToken does not match request", () => Db.ExecuteStatementAsync(
                new ExecuteStatementRequest
                {
                    Statement = "SELECT * FROM events WHERE feed = ?",
                    Parameters = [S("b")],
                    NextToken = page.NextToken,
                }
            ));
    }

    [Fact]
    public async Task A_read_consumes_what_a_query_does()
    {
        await FillEventsAsync();

        var answer = await Db.ExecuteStatementAsync(
            new ExecuteStatementRequest
            {
                Statement = "SELECT * FROM \"events\".\"by-time\" WHERE feed IN ['a', 'b']",
                ConsistentRead = true,
                ReturnConsumedCapacity = "INDEXES",
            }
        );

        Assert.Equal(
            (2.0, 2.0),
            (answer.ConsumedCapacity.CapacityUnits, answer.ConsumedCapacity.LocalSecondaryIndexes["by-time"].CapacityUnits)
        );
    }

    [Fact]
    public async Task What_is_not_well_formed_is_refused()
    {
        await CreateEventsAsync();

        await MalformedAsync("Expected data manipulation", "EXPLAIN SELECT * FROM events");
        await MalformedAsync("Expected data manipulation", "UPDATE events-prod SET x = 1 WHERE feed = 'a'");
        await MalformedAsync("Invalid path dot component", "SELECT payload.size FROM events");
        await MalformedAsync("Unexpected keyword", "SELECT * FROM events WHERE select = 1");
        await MalformedAsync("Unexpected term", "SELECT * FROM events WHERE feed =");
        await MalformedAsync("Unexpected term", "SELECT * FROM events WHERE feed = 'a");
        await MalformedAsync("Unexpected token after expression", "SELECT * FROM events WHERE feed = 'a' feed");
        await RefusedAsync("Unsupported clause: LIMIT at 1:28:1", () => RunAsync("SELECT * FROM events LIMIT 5"));
        await RefusedAsync("No such function: upper2", () => RunAsync("SELECT * FROM events WHERE upper2(feed) = 'a'"));
        await RefusedAsync("Nesting Levels have exceeded supported limits", () =>
            RunAsync($"SELECT * FROM events WHERE {new string('(', 4000)}")
        );
        await RefusedAsync("Nesting Levels have exceeded supported limits", () =>
            RunAsync($"SELECT * FROM events WHERE a = {new string('[', 4000)}")
        );
    }

    [Fact]
    public async Task What_does_not_fit_the_table_is_refused()
    {
        await CreateEventsAsync();

        await RefusedAsync("Number of parameters in request and statement don't match.", () =>
            RunAsync("SELECT * FROM events WHERE feed = ?")
        );
        await RefusedAsync("Number of parameters in request and statement don't match.", () =>
            RunAsync("SELECT * FROM events WHERE feed = ?", S("a"), S("b"))
        );
        await RefusedAsync("Must have WHERE clause in the statement when using ORDER BY clause.", () =>
            RunAsync("SELECT * FROM events ORDER BY seq")
        );
        await RefusedAsync("Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.", () =>
            RunAsync("SELECT * FROM events WHERE seq = 1 ORDER BY seq")
        );
        await RefusedAsync("Variable reference kind in ORDER BY clause must be part of the primary key", () =>
            RunAsync("SELECT * FROM events WHERE feed = 'a' ORDER BY kind")
        );
        await RefusedAsync("One or more parameter values were invalid: Condition parameter type does not match schema type", () =>
            RunAsync("SELECT * FROM events WHERE feed = 1")
        );
        await RefusedAsync("The IN operator is provided with too many operands; number of operands: 51", () =>
            RunAsync($"SELECT * FROM events WHERE feed IN [{string.Join(',', Enumerable.Range(0, 51).Select(i => $"'{i}'"))}]")
        );
        await RefusedAsync(
            "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or "
                + "equal to 1",
            () => Db.ExecuteStatementAsync(new ExecuteStatementRequest { Statement = "SELECT * FROM events", Limit = int.Parse("0") })
        );
        Assert.Equal(
            ("ResourceNotFoundException", "Requested resource not found"),
            await FailureAsync(() => RunAsync("SELECT * FROM nowhere"))
        );
    }
}
