using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LocalCloud.Aws.Tests.DynamoDb;

using Item = Dictionary<string, AttributeValue>;

public sealed class QueryTests : DynamoDbTest
{
    [Fact]
    public async Task A_global_index_has_up_to_four_attributes_in_each_part_of_its_key()
    {
        await Db.CreateTableAsync(Table(["tenant", "region"], ["year", "month", "name"]));
        await PutMatchAsync("1", "a", "eu", 2025, 12, "x");
        await PutMatchAsync("2", "a", "eu", 2026, 2, "y");
        await PutMatchAsync("3", "a", "eu", 2026, 2, "z");
        await PutMatchAsync("4", "a", "eu", 2026, 11, "x");
        await PutMatchAsync("5", "a", "us", 2026, 2, "x");
        await PutMatchAsync("6", "ae", "u", 2026, 2, "x");
        await PutAsync(
            new()
            {
                ["id"] = S("7"),
                ["tenant"] = S("a"),
                ["region"] = S("eu"),
            }
        );

        Assert.Equal("1 2 3 4", await IdsAsync("tenant = :t AND #r = :r"));
        Assert.Equal("2 3 4", await IdsAsync("tenant = :t AND #r = :r AND #y = :y"));
        Assert.Equal("1", await IdsAsync("tenant = :t AND #r = :r AND #y < :y"));
        Assert.Equal("2 3", await IdsAsync("#r = :r AND tenant = :t AND #y = :y AND #m < :m"));
        Assert.Equal("3", await IdsAsync("tenant = :t AND #r = :r AND #y = :y AND #m = :two AND #n > :n"));
        Assert.Equal("4 3 2 1", await IdsAsync("tenant = :t AND #r = :r", forward: false));
        await RefusedAsync("Query condition missed key schema element: region", () => IdsAsync("tenant = :t AND #y = :y"));
        await RefusedAsync("Query condition missed key schema element: month", () =>
            IdsAsync("tenant = :t AND #r = :r AND #y = :y AND #n > :n")
        );
        await RefusedAsync("Query key condition not supported", () => IdsAsync("tenant = :t AND #r = :r AND #y < :y AND #m = :m"));

        var page = await Db.QueryAsync(Request("tenant = :t AND #r = :r", limit: 2));
        Assert.Equal(["id", "month", "name", "region", "tenant", "year"], page.LastEvaluatedKey.Keys.Order(StringComparer.Ordinal));
        var next = Request("tenant = :t AND #r = :r");
        next.ExclusiveStartKey = page.LastEvaluatedKey;
        Assert.Equal("3 4", string.Join(' ', (await Db.QueryAsync(next)).Items.Select(item => item["id"].S)));

        Task PutMatchAsync(string id, string tenant, string region, int year, int month, string name) =>
            PutAsync(
                new()
                {
                    ["id"] = S(id),
                    ["tenant"] = S(tenant),
                    ["region"] = S(region),
                    ["year"] = N(year),
                    ["month"] = N(month),
                    ["name"] = S(name),
                }
            );
        async Task<string> IdsAsync(string condition, bool forward = true) =>
            string.Join(' ', (await Db.QueryAsync(Request(condition, forward))).Items.Select(item => item["id"].S));
    }

    [Theory]
    [InlineData("a b c d e", "")]
    [InlineData("a", "b c d e f")]
    public async Task Five_are_one_too_many(string hashes, string ranges) =>
        Assert.Equal(
            "ValidationException",
            (
                await FailureAsync(() =>
                    Db.CreateTableAsync(Table(hashes.Split(' '), ranges.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
                )
            ).Code
        );

    private static CreateTableRequest Table(string[] hashes, string[] ranges) =>
        new()
        {
            TableName = Things,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions =
            [
                new("id", "S"),
                .. hashes.Concat(ranges).Select(name => new AttributeDefinition(name, name is "year" or "month" ? "N" : "S")),
            ],
            KeySchema = [new("id", KeyType.HASH)],
            GlobalSecondaryIndexes =
            [
                new()
                {
                    IndexName = "several",
                    KeySchema =
                    [
                        .. hashes.Select(name => new KeySchemaElement(name, KeyType.HASH)),
                        .. ranges.Select(name => new KeySchemaElement(name, KeyType.RANGE)),
                    ],
                    Projection = new() { ProjectionType = ProjectionType.ALL },
                },
            ],
        };

    private static QueryRequest Request(string condition, bool forward = true, int? limit = null)
    {
        var names = new Dictionary<string, string>
        {
            ["#r"] = "region",
            ["#y"] = "year",
            ["#m"] = "month",
            ["#n"] = "name",
        };
        var values = new Dictionary<string, AttributeValue>
        {
            [":t"] = S("a"),
            [":r"] = S("eu"),
            [":y"] = N(2026),
            [":m"] = N(10),
            [":two"] = N(2),
            [":n"] = S("y"),
        };
        var request = new QueryRequest
        {
            TableName = Things,
            IndexName = "several",
            KeyConditionExpression = condition,
            ScanIndexForward = forward,
        };
        request.ExpressionAttributeNames = names.Where(name => condition.Contains(name.Key, StringComparison.Ordinal)).ToDictionary();
        request.ExpressionAttributeValues = values.Where(value => condition.Split(' ').Contains(value.Key)).ToDictionary();
        if (limit is { } most)
            request.Limit = most;
        return request;
    }

    private static readonly string[] Numbers = ["-10", "-9.5", "0", "0.5", "2", "9", "10", "100"];

    private async Task FillAsync()
    {
        await CreateEventsAsync();
        foreach (var number in Numbers)
            await PutAsync(
                new()
                {
                    ["feed"] = S("a"),
                    ["seq"] = N(number),
                    ["parity"] = S(number.Length % 2 == 0 ? "even" : "odd"),
                },
                Events
            );
        await PutAsync(new() { ["feed"] = S("b"), ["seq"] = N(1) }, Events);
    }

    private static QueryRequest Query(string condition, Item? values = null) =>
        new()
        {
            TableName = Events,
            KeyConditionExpression = condition,
            ExpressionAttributeValues = values ?? new() { [":a"] = S("a") },
        };

    private static string Seqs(QueryResponse answer) => string.Join(" ", answer.Items.Select(item => item["seq"].N));

    [Theory]
    [InlineData("feed = :a", "-10 -9.5 0 0.5 2 9 10 100")]
    [InlineData("feed = :a AND seq = :x", "2")]
    [InlineData("feed = :a AND seq < :x", "-10 -9.5 0 0.5")]
    [InlineData("feed = :a AND seq <= :x", "-10 -9.5 0 0.5 2")]
    [InlineData("feed = :a AND seq > :x", "9 10 100")]
    [InlineData("feed = :a AND seq >= :x", "2 9 10 100")]
    [InlineData("feed = :a AND seq BETWEEN :x AND :y", "2 9 10")]
    [InlineData("seq > :x AND feed = :a", "9 10 100")]
    [InlineData("(feed = :a) and (seq > :x)", "9 10 100")]
    public async Task A_key_condition_selects_in_numeric_order(string condition, string expected)
    {
        await FillAsync();
        var values = new Item
        {
            [":a"] = S("a"),
            [":x"] = N(2),
            [":y"] = N(10),
        }
            .Where(value => condition.Contains(value.Key))
            .ToDictionary();

        Assert.Equal(expected, Seqs(await Db.QueryAsync(Query(condition, values))));
    }

    [Fact]
    public async Task Backwards_is_the_same_reversed()
    {
        await FillAsync();
        var query = Query("feed = :a AND seq < :x", new() { [":a"] = S("a"), [":x"] = N(9) });
        query.ScanIndexForward = false;

        Assert.Equal("2 0.5 0 -9.5 -10", Seqs(await Db.QueryAsync(query)));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 3)]
    [InlineData(true, 8)]
    [InlineData(false, 3)]
    public async Task Pages_join_up_to_the_whole(bool forward, int limit)
    {
        await FillAsync();
        var query = Query("feed = :a");
        (query.Limit, query.ScanIndexForward) = (limit, forward);
        var (seen, pages) = (new List<string>(), 0);
        do
        {
            var page = await Db.QueryAsync(query);
            Assert.True(page.Items.Count <= limit);
            seen.AddRange(page.Items.Select(item => item["seq"].N));
            query.ExclusiveStartKey = page.LastEvaluatedKey;
            pages++;
        } while (query.ExclusiveStartKey is { Count: > 0 });

        Assert.Equal(forward ? Numbers : Numbers.Reverse(), seen);
        // A page that the limit ended does not know whether more follows: AWS gives a key even behind the last item.
        Assert.Equal(8 / limit + 1, pages);
    }

    [Fact]
    public async Task A_limit_counts_what_is_read_not_what_the_filter_leaves()
    {
        await FillAsync();
        var query = Query("feed = :a", new() { [":a"] = S("a"), [":even"] = S("even") });
        (query.Limit, query.FilterExpression) = (4, "parity = :even");

        var page = await Db.QueryAsync(query);

        Assert.Equal((1, 4), (page.Count, page.ScannedCount));
        Assert.Equal("{feed:'a',seq:0.5}", Show(page.LastEvaluatedKey));
    }

    [Fact]
    public async Task A_page_ends_at_one_megabyte()
    {
        await CreateEventsAsync();
        for (var i = 0; i < 6; i++)
            await PutAsync(
                new()
                {
                    ["feed"] = S("a"),
                    ["seq"] = N(i),
                    ["pad"] = S(new string('x', 300_000)),
                },
                Events
            );

        var page = await Db.QueryAsync(Query("feed = :a"));

        Assert.Equal(("0 1 2", "{feed:'a',seq:2}"), (Seqs(page), Show(page.LastEvaluatedKey)));
    }

    [Fact]
    public async Task A_projection_keeps_only_what_it_names()
    {
        await CreateEventsAsync();
        await PutAsync(
            new()
            {
                ["feed"] = S("a"),
                ["seq"] = N(1),
                ["doc"] = M(
                    new()
                    {
                        ["x"] = N(1),
                        ["y"] = L(S("p"), S("q"), S("r")),
                        ["z"] = N(3),
                    }
                ),
                ["extra"] = N(9),
            },
            Events
        );
        var query = Query("feed = :a");
        (query.ProjectionExpression, query.ExpressionAttributeNames) = ("seq, #d.x, #d.y[2], #d.y[0], nope", new() { ["#d"] = "doc" });

        Assert.Equal("{doc:{x:1,y:['p','r']},seq:1}", Show(Assert.Single((await Db.QueryAsync(query)).Items)));
    }

    [Fact]
    public async Task Count_returns_no_items()
    {
        await FillAsync();
        var query = Query("feed = :a");
        query.Select = Select.COUNT;

        var answer = await Db.QueryAsync(query);

        Assert.Equal((8, 8, 0), (answer.Count, answer.ScannedCount, answer.Items?.Count ?? 0));
    }

    [Fact]
    public async Task Strings_sort_by_their_UTF8_bytes_and_begin_with_prefixes()
    {
        await CreateEventsAsync(sortType: "S");
        string[] keys = ["a", "a\0b", "ab", "abc", "b", "é", "\uFFFD", "😀"];
        foreach (var key in keys.Reverse())
            await PutAsync(new() { ["feed"] = S("a"), ["seq"] = S(key) }, Events);

        var all = await Db.QueryAsync(Query("feed = :a"));
        var prefixed = await Db.QueryAsync(Query("feed = :a AND begins_with(seq, :p)", new() { [":a"] = S("a"), [":p"] = S("a") }));
        var above = await Db.QueryAsync(Query("feed = :a AND seq > :p", new() { [":a"] = S("a"), [":p"] = S("a") }));

        Assert.Equal(keys, all.Items.Select(item => item["seq"].S));
        Assert.Equal(["a", "a\0b", "ab", "abc"], prefixed.Items.Select(item => item["seq"].S));
        Assert.Equal(keys[1..], above.Items.Select(item => item["seq"].S));
    }

    [Fact]
    public async Task A_global_index_has_its_own_order_and_projection()
    {
        await CreateEventsAsync();
        await PutAsync(
            new()
            {
                ["feed"] = S("a"),
                ["seq"] = N(1),
                ["kind"] = S("k"),
                ["happened"] = S("2"),
                ["amount"] = N(5),
                ["secret"] = N(1),
            },
            Events
        );
        await PutAsync(
            new()
            {
                ["feed"] = S("b"),
                ["seq"] = N(1),
                ["kind"] = S("k"),
                ["happened"] = S("1"),
            },
            Events
        );
        await PutAsync(
            new()
            {
                ["feed"] = S("c"),
                ["seq"] = N(1),
                ["kind"] = S("k"),
            },
            Events
        );
        var query = Query("kind = :k", new() { [":k"] = S("k") });
        query.IndexName = "by-kind";

        var answer = await Db.QueryAsync(query);

        Assert.Equal(
            ["{feed:'b',happened:'1',kind:'k',seq:1}", "{amount:5,feed:'a',happened:'2',kind:'k',seq:1}"],
            answer.Items.Select(Show)
        );
    }

    [Fact]
    public async Task An_index_follows_updates_and_deletes_and_pages_over_equal_keys()
    {
        await CreateEventsAsync();
        for (var i = 0; i < 5; i++)
            await PutAsync(
                new()
                {
                    ["feed"] = S($"f{i}"),
                    ["seq"] = N(1),
                    ["kind"] = S("k"),
                    ["happened"] = S("same"),
                },
                Events
            );
        await Db.DeleteItemAsync(Events, new() { ["feed"] = S("f0"), ["seq"] = N(1) });
        await PutAsync(
            new()
            {
                ["feed"] = S("f1"),
                ["seq"] = N(1),
                ["kind"] = S("other"),
                ["happened"] = S("same"),
            },
            Events
        );
        var query = Query("kind = :k AND happened = :h", new() { [":k"] = S("k"), [":h"] = S("same") });
        (query.IndexName, query.Limit) = ("by-kind", 1);
        var seen = new List<string>();
        do
        {
            var page = await Db.QueryAsync(query);
            seen.AddRange(page.Items.Select(item => item["feed"].S));
            query.ExclusiveStartKey = page.LastEvaluatedKey;
        } while (query.ExclusiveStartKey is { Count: > 0 });

        Assert.Equal(["f2", "f3", "f4"], seen.Order());
    }

    [Fact]
    public async Task A_local_index_sorts_a_partition_otherwise_and_fetches_what_is_asked()
    {
        await CreateEventsAsync();
        await PutAsync(
            new()
            {
                ["feed"] = S("a"),
                ["seq"] = N(1),
                ["happened"] = S("2"),
                ["amount"] = N(1),
            },
            Events
        );
        await PutAsync(
            new()
            {
                ["feed"] = S("a"),
                ["seq"] = N(2),
                ["happened"] = S("1"),
                ["amount"] = N(2),
            },
            Events
        );
        var query = Query("feed = :a");
        (query.IndexName, query.ConsistentRead) = ("by-time", true);

        var keys = await Db.QueryAsync(query);
        query.ProjectionExpression = "amount";
        var fetched = await Db.QueryAsync(query);

        Assert.Equal(["{feed:'a',happened:'1',seq:2}", "{feed:'a',happened:'2',seq:1}"], keys.Items.Select(Show));
        Assert.Equal(["{amount:2}", "{amount:1}"], fetched.Items.Select(Show));
    }

    [Theory]
    [InlineData("seq = :x", "Query condition missed key schema element: feed")]
    [InlineData("feed = :x", "One or more parameter values were invalid: Condition parameter type does not match schema type")]
    [InlineData("feed = :a AND seq = :a", "One or more parameter values were invalid: Condition parameter type does not match schema type")]
    [InlineData("feed > :a", "Query key condition not supported")]
    [InlineData("feed = :a AND parity = :x", "Query condition missed key schema element: seq")]
    [InlineData("feed = :a OR seq = :x", "Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: OR")]
    [InlineData(
        "feed = :a AND attribute_exists(seq)",
        "Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: attribute_exists"
    )]
    [InlineData("feed = :a AND seq <> :x", "Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: <>")]
    [InlineData(
        "feed = :a AND seq > :x AND seq < :x",
        "Invalid KeyConditionExpression: KeyConditionExpressions must only contain one condition per key"
    )]
    [InlineData(
        "feed = :a AND begins_with(seq, :x)",
        "Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator or function: "
            + "begins_with, operand type: N"
    )]
    [InlineData("feed == :a", "Invalid KeyConditionExpression: Syntax error; token: \"=\", near: \"== :a\"")]
    public async Task A_faulty_key_condition_is_refused(string condition, string message)
    {
        await FillAsync();
        var values = new Item { [":a"] = S("a"), [":x"] = N(2) }
            .Where(value => condition.Contains(value.Key))
            .ToDictionary();

        await RefusedAsync(message, () => Db.QueryAsync(Query(condition, values)));
    }

    [Fact]
    public async Task Faulty_queries_are_refused()
    {
        await FillAsync();
        await RefusedAsync("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.", () =>
            Db.QueryAsync(new QueryRequest { TableName = Events })
        );
        await RefusedAsync("The table does not have the specified index: nope", () => Db.QueryAsync(Edit(q => q.IndexName = "nope")));
        await RefusedAsync("Filter Expression can only contain non-primary key attributes: Primary key attribute: seq", () =>
            Db.QueryAsync(Edit(q => q.FilterExpression = "attribute_exists(seq)"))
        );
        await RefusedAsync("The provided starting key is outside query boundaries based on provided conditions", () =>
            Db.QueryAsync(Edit(q => q.ExclusiveStartKey = new() { ["feed"] = S("b"), ["seq"] = N(1) }))
        );
        await RefusedAsync("The provided starting key is invalid: The provided key element does not match the schema", () =>
            Db.QueryAsync(Edit(q => q.ExclusiveStartKey = new() { ["feed"] = S("a") }))
        );
        await RefusedAsync(
            "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or "
                + "equal to 1",
            () => Db.QueryAsync(Edit(q => q.Limit = int.Parse("0")))
        );
        await RefusedAsync("Cannot specify the ProjectionExpression when choosing to get only the Count", () =>
            Db.QueryAsync(Edit(q => (q.Select, q.ProjectionExpression) = (Select.COUNT, "parity")))
        );
        await RefusedAsync(
            "Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path "
                + "one: [a], path two: [a, b]",
            () => Db.QueryAsync(Edit(q => q.ProjectionExpression = "a, a.b"))
        );
        await RefusedAsync("Consistent reads are not supported on global secondary indexes", () =>
            Db.QueryAsync(Edit(q => (q.IndexName, q.KeyConditionExpression, q.ConsistentRead) = ("by-kind", "kind = :a", true)))
        );
        await RefusedAsync("One or more parameter values were invalid: Global secondary index by-kind does not project [secret]", () =>
            Db.QueryAsync(Edit(q => (q.IndexName, q.KeyConditionExpression, q.ProjectionExpression) = ("by-kind", "kind = :a", "secret")))
        );

        QueryRequest Edit(Action<QueryRequest> edit)
        {
            var query = Query("feed = :a");
            edit(query);
            return query;
        }
    }

    [Fact]
    public async Task Segments_of_a_scan_share_the_table_out()
    {
        await CreateThingsAsync();
        for (var i = 0; i < 100; i++)
            await PutAsync(new() { ["id"] = S($"k{i}") });

        var segments = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(segment =>
                    ScanAsync(
                        new()
                        {
                            TableName = Things,
                            Segment = segment,
                            TotalSegments = 4,
                            Limit = 7,
                        }
                    )
                )
        );
        var whole = await ScanAsync(new() { TableName = Things });

        Assert.Equal(100, segments.Sum(segment => segment.Count));
        Assert.Equal(100, segments.SelectMany(segment => segment).Distinct().Count());
        Assert.All(segments, segment => Assert.InRange(segment.Count, 5, 60));
        Assert.Equal(whole, segments.SelectMany(segment => segment));
    }

    private async Task<List<string>> ScanAsync(ScanRequest scan)
    {
        var seen = new List<string>();
        do
        {
            var page = await Db.ScanAsync(scan);
            seen.AddRange(page.Items.Select(item => item["id"].S));
            scan.ExclusiveStartKey = page.LastEvaluatedKey;
        } while (scan.ExclusiveStartKey is { Count: > 0 });
        return seen;
    }

    [Fact]
    public async Task A_scan_filters_and_may_filter_on_keys()
    {
        await FillAsync();

        var answer = await Db.ScanAsync(
            new ScanRequest
            {
                TableName = Events,
                FilterExpression = "seq > :x AND parity = :odd",
                ExpressionAttributeValues = new() { [":x"] = N(0), [":odd"] = S("odd") },
            }
        );

        Assert.Equal(["0.5", "2", "9", "100"], answer.Items.Select(item => item["seq"].N));
        Assert.Equal(9, answer.ScannedCount);
    }

    [Fact]
    public async Task A_scan_of_an_index_sees_only_items_with_its_key()
    {
        await CreateEventsAsync();
        await PutAsync(
            new()
            {
                ["feed"] = S("a"),
                ["seq"] = N(1),
                ["kind"] = S("k"),
                ["happened"] = S("2"),
            },
            Events
        );
        await PutAsync(new() { ["feed"] = S("a"), ["seq"] = N(2) }, Events);

        Assert.Single((await Db.ScanAsync(new ScanRequest { TableName = Events, IndexName = "by-kind" })).Items);
    }

    [Fact]
    public async Task Consumed_capacity_counts_what_was_read()
    {
        await FillAsync();
        var query = Query("feed = :a");
        (query.ReturnConsumedCapacity, query.ConsistentRead) = (ReturnConsumedCapacity.TOTAL, true);

        Assert.Equal(
            (Events, 1.0),
            ((await Db.QueryAsync(query)).ConsumedCapacity.TableName, (await Db.QueryAsync(query)).ConsumedCapacity.CapacityUnits)
        );
    }
}
