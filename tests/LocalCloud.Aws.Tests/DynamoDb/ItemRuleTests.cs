using Amazon.DynamoDBv2.Model;

namespace LocalCloud.Aws.Tests.DynamoDb;

/// <summary>What keys and items may be.</summary>
public sealed class ItemRuleTests : DynamoDbTest
{
    private const string Invalid = "One or more parameter values were invalid: ";

    [Fact]
    public async Task Keys_have_rules()
    {
        await CreateThingsAsync();
        await RefusedAsync(Invalid + "Missing the key id in the item", () => PutAsync(new() { ["x"] = N(1) }));
        await RefusedAsync(Invalid + "Type mismatch for key id expected: S actual: N", () => PutAsync(new() { ["id"] = N(1) }));
        await RefusedAsync(
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty "
                + "string value. Key: id",
            () => PutAsync(Key(""))
        );
        await RefusedAsync(Invalid + "Size of hashkey has exceeded the maximum size limit of2048 bytes", () =>
            PutAsync(Key(new string('x', 2049)))
        );
        await RefusedAsync("The provided key element does not match the schema", () =>
            Db.GetItemAsync(Things, new Dictionary<string, AttributeValue> { ["nope"] = S("a") })
        );
        await RefusedAsync("The provided key element does not match the schema", () =>
            Db.GetItemAsync(Things, new Dictionary<string, AttributeValue> { ["id"] = N(1) })
        );
        await RefusedAsync("The provided key element does not match the schema", () =>
            Db.DeleteItemAsync(Things, new Dictionary<string, AttributeValue> { ["id"] = S("a"), ["x"] = N(1) })
        );
        await PutAsync(Key(new string('x', 2048)));
    }

    [Fact]
    public async Task A_range_key_has_a_size_and_an_index_key_a_type()
    {
        await CreateEventsAsync(sortType: "S");
        await RefusedAsync(Invalid + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes", () =>
            PutAsync(new() { ["feed"] = S("a"), ["seq"] = S(new string('x', 1025)) }, Events)
        );
        await RefusedAsync(Invalid + "Type mismatch for Index Key kind Expected: S Actual: N IndexName: by-kind", () => PutAsync(
                new()
                {
                    ["feed"] = S("a"),
                    ["seq"] = S("1"),
                    ["kind"] = N(1),
                },
                Events
            ));
        await RefusedAsync(
            "One or more parameter values are not valid. A value specified for a secondary index key is not supported. The "
                + "AttributeValue for a key attribute cannot contain an empty string value. IndexName: by-kind, IndexKey: kind",
            () =>
                PutAsync(
                    new()
                    {
                        ["feed"] = S("a"),
                        ["seq"] = S("1"),
                        ["kind"] = S(""),
                    },
                    Events
                )
        );
        await RefusedAsync(
            "One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that "
                + "is not supported. The AttributeValue for a key attribute cannot contain an empty string value.",
            () =>
                Db.UpdateItemAsync(
                    new UpdateItemRequest
                    {
                        TableName = Events,
                        Key = new() { ["feed"] = S("a"), ["seq"] = S("1") },
                        UpdateExpression = "SET kind = :k",
                        ExpressionAttributeValues = new() { [":k"] = S("") },
                    }
                )
        );
    }

    [Fact]
    public async Task Sets_have_rules()
    {
        await CreateThingsAsync();
        await RefusedAsync(Invalid + "Input collection [a, a] contains duplicates.", () =>
            PutAsync(new() { ["id"] = S("a"), ["s"] = SS("a", "a") })
        );
        await RefusedAsync(Invalid + "Input collection contains duplicates", () =>
            PutAsync(new() { ["id"] = S("a"), ["s"] = NS("1", "1.0") })
        );
        await RefusedAsync(Invalid + "An string set may not have a empty string as a member", () =>
            PutAsync(new() { ["id"] = S("a"), ["s"] = SS("") })
        );
    }

    [Theory]
    [InlineData(
        """{"S":"x","N":"1"}""",
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes"
    )]
    [InlineData("""{}""", "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes")]
    [InlineData("null", "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes")]
    [InlineData("""{"NULL":false}""", Invalid + "Null attribute value types must have the value of true")]
    [InlineData("""{"SS":[]}""", Invalid + "An string set  may not be empty")]
    [InlineData("""{"NS":[]}""", Invalid + "An number set  may not be empty")]
    [InlineData("""{"BS":[]}""", Invalid + "Binary sets should not be empty")]
    [InlineData("""{"L":[{"N":"x"}]}""", "The parameter cannot be converted to a numeric value: x")]
    public async Task Values_that_no_SDK_sends_are_refused_too(string value, string message)
    {
        await CreateThingsAsync();

        var (code, text) = await SendAsync(value);

        Assert.Equal(("com.amazon.coral.validate#ValidationException", message), (code, text));
    }

    [Theory]
    [InlineData("""{"S":1}""", "NUMBER_VALUE cannot be converted to String")]
    [InlineData("""{"N":1}""", "NUMBER_VALUE cannot be converted to String")]
    [InlineData("""{"BOOL":"x"}""", "STRING_VALUE cannot be converted to Boolean")]
    [InlineData("""{"L":{}}""", "Start of structure or map found where not expected.")]
    [InlineData("""{"M":[]}""", "Unrecognized collection type class")]
    [InlineData("7", "NUMBER_VALUE cannot be converted to Map")]
    public async Task Values_of_another_JSON_type_cannot_be_read(string value, string message)
    {
        await CreateThingsAsync();

        Assert.Equal(("com.amazon.coral.service#SerializationException", message), await SendAsync(value));
    }

    private async Task<(string? Code, string? Message)> SendAsync(string value)
    {
        using var answer = await Aws.JsonAsync(
            "dynamodb",
            "DynamoDB_20120810.PutItem",
            $$$"""{"TableName":"things","Item":{"id":{"S":"a"},"x":{{{value}}}}}""",
            "1.0"
        );
        var body = System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return ((string?)body["__type"], (string?)body["message"]);
    }

    [Fact]
    public async Task An_item_holds_400_KB_and_no_more()
    {
        await CreateThingsAsync();
        // "id" and "a" are 3 bytes, "x" one more.
        await PutAsync(new() { ["id"] = S("a"), ["x"] = S(new string('x', 400 * 1024 - 4)) });

        await RefusedAsync("Item size has exceeded the maximum allowed size", () =>
            PutAsync(new() { ["id"] = S("a"), ["x"] = S(new string('x', 400 * 1024 - 3)) })
        );
    }

    [Fact]
    public async Task Values_nest_31_deep_and_no_deeper()
    {
        await CreateThingsAsync();
        await PutAsync(new() { ["id"] = S("a"), ["x"] = Nested(31) });

        await RefusedAsync("Nesting Levels have exceeded supported limits", () => PutAsync(new() { ["id"] = S("a"), ["x"] = Nested(32) }));

        static AttributeValue Nested(int levels) =>
            levels == 0 ? N(1)
            : levels % 2 == 0 ? L(Nested(levels - 1))
            : M(new() { ["k"] = Nested(levels - 1) });
    }

    [Fact]
    public async Task An_operation_on_no_table_says_so()
    {
        Assert.Equal(("ResourceNotFoundException", "Requested resource not found"), await FailureAsync(() => PutAsync(Key("a"))));
        await RefusedAsync(
            "1 validation error detected: Value 'SOME' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value "
                + "set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]",
            () =>
                Db.PutItemAsync(
                    new PutItemRequest
                    {
                        TableName = Things,
                        Item = Key("a"),
                        ReturnValues = "SOME",
                    }
                )
        );
        await RefusedAsync("ReturnValues can only be ALL_OLD or NONE", () => Db.PutItemAsync(
                new PutItemRequest
                {
                    TableName = Things,
                    Item = Key("a"),
                    ReturnValues = "ALL_NEW",
                }
            ));
    }

    [Fact]
    public async Task A_get_projects_and_a_delete_returns_what_was()
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

        var got = await Db.GetItemAsync(
            new GetItemRequest
            {
                TableName = Things,
                Key = Key("a"),
                ProjectionExpression = "x",
            }
        );
        var deleted = await Db.DeleteItemAsync(
            new DeleteItemRequest
            {
                TableName = Things,
                Key = Key("a"),
                ReturnValues = "ALL_OLD",
            }
        );

        Assert.Equal(("{x:1}", "{id:'a',x:1,y:2}"), (Show(got.Item), Show(deleted.Attributes)));
        Assert.Null(await GetAsync("a"));
    }

    [Fact]
    public async Task Consumed_capacity_follows_the_sizes()
    {
        await CreateEventsAsync();
        var put = await Db.PutItemAsync(
            new PutItemRequest
            {
                TableName = Events,
                ReturnConsumedCapacity = "INDEXES",
                Item = new()
                {
                    ["feed"] = S("a"),
                    ["seq"] = N(1),
                    ["kind"] = S("k"),
                    ["happened"] = S("2"),
                    ["pad"] = S(new string('x', 2000)),
                },
            }
        );
        var get = await Db.GetItemAsync(
            new GetItemRequest
            {
                TableName = Events,
                Key = new() { ["feed"] = S("a"), ["seq"] = N(1) },
                ReturnConsumedCapacity = "TOTAL",
            }
        );

        Assert.Equal(
            (4.0, 2.0, 1.0, 1.0),
            (
                put.ConsumedCapacity.CapacityUnits!.Value,
                put.ConsumedCapacity.Table.CapacityUnits!.Value,
                put.ConsumedCapacity.GlobalSecondaryIndexes["by-kind"].CapacityUnits!.Value,
                put.ConsumedCapacity.LocalSecondaryIndexes["by-time"].CapacityUnits!.Value
            )
        );
        Assert.Equal(0.5, get.ConsumedCapacity.CapacityUnits);
    }

    [Theory]
    [InlineData("SET filler = :v", 0.0)]
    [InlineData("SET amount = :v", 1.0)]
    [InlineData("SET happened = :v", 2.0)]
    [InlineData("REMOVE happened", 1.0)]
    public async Task An_index_is_paid_for_by_what_changes_in_it(string expression, double units)
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
        var update = await Db.UpdateItemAsync(
            new UpdateItemRequest
            {
                TableName = Events,
                Key = new() { ["feed"] = S("a"), ["seq"] = N(1) },
                UpdateExpression = expression,
                ExpressionAttributeValues = expression.Contains(':', StringComparison.Ordinal) ? new() { [":v"] = S("3") } : null,
                ReturnConsumedCapacity = "INDEXES",
            }
        );
        Assert.Equal(units, update.ConsumedCapacity.GlobalSecondaryIndexes?.GetValueOrDefault("by-kind")?.CapacityUnits ?? 0);
    }

    [Fact]
    public async Task A_transaction_pays_twice_and_says_for_what()
    {
        await CreateThingsAsync();
        var written = await Db.TransactWriteItemsAsync(
            new()
            {
                TransactItems =
                [
                    new()
                    {
                        Put = new() { TableName = Things, Item = Key("a") },
                    },
                ],
                ReturnConsumedCapacity = "INDEXES",
            }
        );
        var sum = Assert.Single(written.ConsumedCapacity);
        Assert.Equal(
            (2.0, 2.0, null, 2.0, 2.0),
            (
                sum.CapacityUnits!.Value,
                sum.WriteCapacityUnits!.Value,
                sum.ReadCapacityUnits,
                sum.Table.CapacityUnits!.Value,
                sum.Table.WriteCapacityUnits!.Value
            )
        );
    }
}
