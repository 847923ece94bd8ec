using Amazon.DynamoDBv2.Model;

namespace LocalCloud.Aws.Tests.DynamoDb;

public sealed class BatchAndTransactionTests : DynamoDbTest
{
    private static TransactWriteItem Put(string id, int x, string? condition = null) =>
        new()
        {
            Put = new()
            {
                TableName = Things,
                Item = new() { ["id"] = S(id), ["x"] = N(x) },
                ConditionExpression = condition,
            },
        };

    private static TransactWriteItem Add(string id, int x) =>
        new()
        {
            Update = new()
            {
                TableName = Things,
                Key = Key(id),
                UpdateExpression = "ADD x :x",
                ExpressionAttributeValues = new() { [":x"] = N(x) },
            },
        };

    private static TransactWriteItem Check(string id) =>
        new()
        {
            ConditionCheck = new()
            {
                TableName = Things,
                Key = Key(id),
                ConditionExpression = "attribute_exists(id)",
            },
        };

    private Task<TransactWriteItemsResponse> TransactAsync(params TransactWriteItem[] items) =>
        Db.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [.. items] });

    [Fact]
    public async Task A_transaction_does_all()
    {
        await CreateThingsAsync();
        await PutAsync(Key("old"));
        await PutAsync(Key("checked"));

        await TransactAsync(
            Put("a", 1),
            Add("b", 2),
            Check("checked"),
            new TransactWriteItem
            {
                Delete = new() { TableName = Things, Key = Key("old") },
            }
        );

        Assert.Equal(
            ("{id:'a',x:1}", "{id:'b',x:2}", "nothing"),
            (Show(await GetAsync("a")), Show(await GetAsync("b")), Show(await GetAsync("old")))
        );
    }

    [Fact]
    public async Task A_transaction_does_nothing_when_one_condition_fails()
    {
        await CreateThingsAsync();
        await PutAsync(new() { ["id"] = S("taken"), ["x"] = N(9) });
        var clash = Put("taken", 1, "attribute_not_exists(id)");
        clash.Put.ReturnValuesOnConditionCheckFailure = "ALL_OLD";

        var error = await Assert.ThrowsAsync<TransactionCanceledException>(() => TransactAsync(Put("a", 1), clash, Add("b", 1)));

        Assert.Equal(
            "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, None]",
            error.Message
        );
        Assert.Equal(["None", "ConditionalCheckFailed", "None"], error.CancellationReasons.Select(reason => reason.Code));
        Assert.Equal(
            ("The conditional request failed", "{id:'taken',x:9}"),
            (error.CancellationReasons[1].Message, Show(error.CancellationReasons[1].Item))
        );
        Assert.Null(await GetAsync("a"));
        Assert.Null(await GetAsync("b"));
    }

    [Fact]
    public async Task A_fault_that_only_the_item_shows_cancels_with_its_reason()
    {
        await CreateThingsAsync();
        await PutAsync(new() { ["id"] = S("text"), ["x"] = S("no number") });

        var error = await Assert.ThrowsAsync<TransactionCanceledException>(() => TransactAsync(Put("a", 1), Add("text", 1)));

        Assert.Equal(
            ("ValidationError", "An operand in the update expression has an incorrect data type"),
            (error.CancellationReasons[1].Code, error.CancellationReasons[1].Message)
        );
        Assert.Null(await GetAsync("a"));
    }

    [Fact]
    public async Task One_item_is_written_once_in_a_transaction()
    {
        await CreateThingsAsync();

        await RefusedAsync("Transaction request cannot include multiple operations on one item", () =>
            TransactAsync(Put("a", 1), Check("a"))
        );
        await RefusedAsync("TransactItems can only contain one of Check, Put, Update or Delete", () =>
            TransactAsync(new TransactWriteItem())
        );
        await RefusedAsync("Invalid ConditionExpression: Syntax error; token: \"<EOF>\", near: \"a\"", () =>
            TransactAsync(Put("a", 1, "a"))
        );
    }

    [Fact]
    public async Task A_repeated_token_does_not_repeat_the_transaction_for_ten_minutes()
    {
        await CreateThingsAsync();
        var request = new TransactWriteItemsRequest { TransactItems = [Add("a", 1)], ClientRequestToken = "token" };
        await Db.TransactWriteItemsAsync(request);
        await Db.TransactWriteItemsAsync(request);
        Assert.Equal("{id:'a',x:1}", Show(await GetAsync("a")));

        var (code, _) = await FailureAsync(() =>
            Db.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [Add("a", 2)], ClientRequestToken = "token" })
        );
        Assert.Equal("IdempotentParameterMismatchException", code);

        Clock.Advance(TimeSpan.FromMinutes(10));
        await Db.TransactWriteItemsAsync(request);
        Assert.Equal("{id:'a',x:2}", Show(await GetAsync("a")));
    }

    [Fact]
    public async Task A_repeated_token_does_not_mind_the_order_of_attributes()
    {
        await CreateThingsAsync();
        Task SendAsync(params string[] names) =>
            Db.TransactWriteItemsAsync(
                new TransactWriteItemsRequest
                {
                    ClientRequestToken = "token",
                    TransactItems =
                    [
                        new()
                        {
                            Put = new()
                            {
                                TableName = Things,
                                Item = names.ToDictionary(name => name, name => name == "m" ? M(new() { ["x"] = S("1") }) : S(name)),
                            },
                        },
                    ],
                }
            );
        await SendAsync("id", "a", "b", "m");
        await SendAsync("m", "b", "id", "a");
        Assert.Equal("IdempotentParameterMismatchException", (await FailureAsync(() => SendAsync("id", "a", "m"))).Code);
    }

    [Fact]
    public async Task One_item_is_read_once_in_a_transaction_and_nothing_of_it_is_no_item()
    {
        await CreateThingsAsync();
        await PutAsync(Key("a"));
        var get = new TransactGetItem
        {
            Get = new()
            {
                TableName = Things,
                Key = Key("a"),
                ProjectionExpression = "nothing",
            },
        };
        Assert.Equal(
            ("ValidationException", "Transaction request cannot include multiple operations on one item"),
            await FailureAsync(() => Db.TransactGetItemsAsync(new TransactGetItemsRequest { TransactItems = [get, get] }))
        );
        Assert.Null(Assert.Single((await Db.TransactGetItemsAsync(new TransactGetItemsRequest { TransactItems = [get] })).Responses).Item);
    }

    [Fact]
    public async Task A_batch_writes_no_item_whose_key_does_not_fit()
    {
        await CreateThingsAsync();
        foreach (var item in (Dictionary<string, AttributeValue>[])[new() { ["id"] = N(1) }, new() { ["x"] = S("a") }])
            Assert.Equal(
                ("ValidationException", "The provided key element does not match the schema"),
                await FailureAsync(() =>
                    Db.BatchWriteItemAsync(
                        new Dictionary<string, List<WriteRequest>>
                        {
                            [Things] = [new() { PutRequest = new() { Item = Key("b") } }, new() { PutRequest = new() { Item = item } }],
                        }
                    )
                )
            );
        Assert.Null(await GetAsync("b"));
    }

    [Fact]
    public async Task A_transaction_reads_in_the_order_asked()
    {
        await CreateThingsAsync();
        await PutAsync(
            new()
            {
                ["id"] = S("a"),
                ["x"] = N(1),
                ["y"] = N(2),
            }
        );

        var answer = await Db.TransactGetItemsAsync(
            new TransactGetItemsRequest
            {
                TransactItems =
                [
                    new()
                    {
                        Get = new() { TableName = Things, Key = Key("absent") },
                    },
                    new()
                    {
                        Get = new()
                        {
                            TableName = Things,
                            Key = Key("a"),
                            ProjectionExpression = "x",
                        },
                    },
                ],
                ReturnConsumedCapacity = "TOTAL",
            }
        );

        Assert.Equal(
            ["nothing", "{x:1}"],
            answer.Responses.Select(response => Show(response.Item is { Count: > 0 } ? response.Item : null))
        );
        Assert.Equal(4, answer.ConsumedCapacity.Single().CapacityUnits);
    }

    [Fact]
    public async Task A_batch_writes_puts_and_deletes_of_several_tables()
    {
        await CreateThingsAsync();
        await CreateThingsAsync("more");
        await PutAsync(Key("gone"));

        var answer = await Db.BatchWriteItemAsync(
            new Dictionary<string, List<WriteRequest>>
            {
                [Things] = [new(new PutRequest(Key("a"))), new(new DeleteRequest(Key("gone")))],
                ["more"] = [new(new PutRequest(Key("b")))],
            }
        );

        Assert.Empty(answer.UnprocessedItems);
        Assert.NotNull(await GetAsync("a"));
        Assert.Null(await GetAsync("gone"));
        Assert.NotNull(await GetAsync("b", "more"));
    }

    [Fact]
    public async Task A_faulty_batch_writes_nothing()
    {
        await CreateThingsAsync();
        await RefusedAsync("Provided list of item keys contains duplicates", () =>
            Db.BatchWriteItemAsync(
                new Dictionary<string, List<WriteRequest>> { [Things] = [new(new PutRequest(Key("a"))), new(new DeleteRequest(Key("a")))] }
            )
        );
        await CreateThingsAsync("more");
        await RefusedAsync("Too many items requested for the BatchWriteItem call", () =>
            Db.BatchWriteItemAsync(new Dictionary<string, List<WriteRequest>> { [Things] = Puts(13), ["more"] = Puts(13) })
        );
        Assert.EndsWith(
            "at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or "
                + "equal to 25, Member must have length greater than or equal to 1]",
            (await FailureAsync(() => Db.BatchWriteItemAsync(new Dictionary<string, List<WriteRequest>> { [Things] = Puts(26) }))).Message,
            StringComparison.Ordinal
        );
        await RefusedAsync("The provided key element does not match the schema", () =>
            Db.BatchWriteItemAsync(
                new Dictionary<string, List<WriteRequest>>
                {
                    [Things] = [new(new PutRequest(Key("a"))), new(new PutRequest(new() { ["x"] = N(1) }))],
                }
            )
        );

        Assert.Null(await GetAsync("a"));

        static List<WriteRequest> Puts(int count) =>
            [.. Enumerable.Range(0, count).Select(i => new WriteRequest(new PutRequest(Key($"k{i}"))))];
    }

    [Fact]
    public async Task The_keys_of_a_batch_are_named_by_their_table()
    {
        await CreateThingsAsync();
        var keys = new KeysAndAttributes { Keys = [.. Enumerable.Range(0, 101).Select(i => Key($"k{i}"))] };
        Assert.EndsWith(
            "at 'requestItems.things.member.keys' failed to satisfy constraint: Member must have length less than or equal to 100",
            (await FailureAsync(() => Db.BatchGetItemAsync(new Dictionary<string, KeysAndAttributes> { [Things] = keys }))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_batch_reads_what_is_there()
    {
        await CreateThingsAsync();
        await PutAsync(new() { ["id"] = S("a"), ["x"] = N(1) });
        await PutAsync(new() { ["id"] = S("b"), ["x"] = N(2) });

        var answer = await Db.BatchGetItemAsync(
            new Dictionary<string, KeysAndAttributes>
            {
                [Things] = new()
                {
                    Keys = [Key("a"), Key("b"), Key("absent")],
                    ProjectionExpression = "#x",
                    ExpressionAttributeNames = new() { ["#x"] = "x" },
                },
            }
        );

        Assert.Equal(["{x:1}", "{x:2}"], answer.Responses[Things].Select(Show).Order());
        await RefusedAsync("Provided list of item keys contains duplicates", () =>
            Db.BatchGetItemAsync(new Dictionary<string, KeysAndAttributes> { [Things] = new() { Keys = [Key("a"), Key("a")] } })
        );
    }

    [Fact]
    public async Task A_batch_leaves_what_does_not_fit_in_16_MB()
    {
        await CreateThingsAsync();
        for (var i = 0; i < 45; i++)
            await PutAsync(new() { ["id"] = S($"k{i}"), ["pad"] = S(new string('x', 390_000)) });

        var answer = await Db.BatchGetItemAsync(
            new Dictionary<string, KeysAndAttributes> { [Things] = new() { Keys = [.. Enumerable.Range(0, 45).Select(i => Key($"k{i}"))] } }
        );

        Assert.Equal((43, 2), (answer.Responses[Things].Count, answer.UnprocessedKeys[Things].Keys.Count));
    }
}
