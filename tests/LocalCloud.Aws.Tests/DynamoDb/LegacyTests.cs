using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LocalCloud.Aws.Tests.DynamoDb;

/// <summary>The parameters that expressions have replaced, which old applications still send.</summary>
public sealed class LegacyTests : DynamoDbTest
{
    private Task PutAsync(string id, Dictionary<string, ExpectedAttributeValue> expected, ConditionalOperator? how = null) =>
        Db.PutItemAsync(
            new PutItemRequest
            {
                TableName = Things,
                Item = new() { ["id"] = S(id), ["put"] = N(1) },
                Expected = expected,
                ConditionalOperator = how,
            }
        );

    private static Condition When(string comparison, params AttributeValue[] values) =>
        new() { ComparisonOperator = comparison, AttributeValueList = [.. values] };

    [Fact]
    public async Task Expected_guards_a_write()
    {
        await CreateThingsAsync();
        await PutAsync("a", new() { ["id"] = new(false) });
        Assert.Equal("ConditionalCheckFailedException", (await FailureAsync(() => PutAsync("a", new() { ["id"] = new(false) }))).Code);
        await PutAsync("a", new() { ["put"] = new(N(1)) });
        await PutAsync(
            "a",
            new()
            {
                ["put"] = new() { ComparisonOperator = "BETWEEN", AttributeValueList = [N(0), N(2)] },
            }
        );
        Assert.Equal(
            "ConditionalCheckFailedException",
            (await FailureAsync(() => PutAsync("a", new() { ["put"] = new(N(1)), ["other"] = new(N(1)) }))).Code
        );
        await PutAsync("a", new() { ["put"] = new(N(1)), ["other"] = new(N(1)) }, ConditionalOperator.OR);
    }

    [Fact]
    public async Task AttributeUpdates_put_add_and_delete()
    {
        await CreateThingsAsync();
        await PutAsync(
            new()
            {
                ["id"] = S("a"),
                ["n"] = N(1),
                ["set"] = SS("x", "y"),
                ["list"] = L(N(1)),
                ["gone"] = S("g"),
            }
        );
        var answer = await Db.UpdateItemAsync(
            new UpdateItemRequest
            {
                TableName = Things,
                Key = Key("a"),
                ReturnValues = ReturnValue.ALL_NEW,
                AttributeUpdates = new()
                {
                    ["n"] = new(N(2), AttributeAction.ADD),
                    ["set"] = new(SS("y"), AttributeAction.DELETE),
                    ["list"] = new(L(N(2)), AttributeAction.ADD),
                    ["gone"] = new() { Action = AttributeAction.DELETE },
                    ["new"] = new() { Value = S("v") },
                },
            }
        );
        Assert.Equal("{id:'a',list:[1,2],n:3,new:'v',set:<x>}", Show(answer.Attributes));
        await RefusedAsync("Type mismatch for attribute to update", () => UpdateAsync(new() { ["new"] = new(N(1), AttributeAction.ADD) }));
        await RefusedAsync("One or more parameter values were invalid: ADD action is not supported for the type S", () =>
            UpdateAsync(new() { ["new"] = new(S("x"), AttributeAction.ADD) })
        );
        await RefusedAsync("One or more parameter values were invalid: DELETE action with value is not supported for the type S", () =>
            UpdateAsync(new() { ["new"] = new(S("x"), AttributeAction.DELETE) })
        );
        await RefusedAsync(
            "One or more parameter values were invalid: Only DELETE action is allowed when no attribute value is specified",
            () => UpdateAsync(new() { ["new"] = new() { Action = AttributeAction.PUT } })
        );
        await RefusedAsync("One or more parameter values were invalid: Cannot update attribute id. This attribute is part of the key", () =>
            UpdateAsync(new() { ["id"] = new(S("x"), AttributeAction.PUT) })
        );

        Task UpdateAsync(Dictionary<string, AttributeValueUpdate> updates) => Db.UpdateItemAsync(Things, Key("a"), updates);
    }

    [Fact]
    public async Task Deleting_attributes_of_no_item_makes_none()
    {
        await CreateThingsAsync();
        await Db.UpdateItemAsync(Things, Key("a"), new() { ["x"] = new() { Action = AttributeAction.DELETE } });
        Assert.Null(await GetAsync("a"));
    }

    [Fact]
    public async Task KeyConditions_and_filters_select()
    {
        await CreateEventsAsync();
        for (var i = 0; i < 10; i++)
            await PutAsync(
                new()
                {
                    ["feed"] = S("a"),
                    ["seq"] = N(i),
                    ["amount"] = N(i * 10),
                    ["text"] = S(i % 2 == 0 ? "even" : "odd"),
                },
                Events
            );
        var answer = await Db.QueryAsync(
            new QueryRequest
            {
                TableName = Events,
                KeyConditions = new() { ["feed"] = When("EQ", S("a")), ["seq"] = When("BETWEEN", N(2), N(8)) },
                QueryFilter = new() { ["text"] = When("BEGINS_WITH", S("ev")), ["amount"] = When("IN", N(20), N(40), N(50)) },
                AttributesToGet = ["seq"],
            }
        );
        Assert.Equal(["{seq:2}", "{seq:4}"], answer.Items.Select(Show));
        var scan = await Db.ScanAsync(
            new ScanRequest
            {
                TableName = Events,
                ScanFilter = new() { ["text"] = When("NOT_CONTAINS", S("dd")), ["seq"] = When("GT", N(8)) },
                ConditionalOperator = ConditionalOperator.OR,
            }
        );
        Assert.Equal((6, 10), (scan.Count, scan.ScannedCount));
        Assert.Equal(
            "{text:'odd'}",
            Show(
                (
                    await Db.GetItemAsync(
                        new GetItemRequest
                        {
                            TableName = Events,
                            Key = new() { ["feed"] = S("a"), ["seq"] = N(3) },
                            AttributesToGet = ["text"],
                        }
                    )
                ).Item
            )
        );
        var batch = await Db.BatchGetItemAsync(
            new Dictionary<string, KeysAndAttributes>
            {
                [Events] = new() { Keys = [new() { ["feed"] = S("a"), ["seq"] = N(3) }], AttributesToGet = ["amount"] },
            }
        );
        Assert.Equal("{amount:30}", Show(Assert.Single(batch.Responses[Events])));
    }

    [Fact]
    public async Task What_does_not_fit_is_refused()
    {
        await CreateThingsAsync();
        await RefusedAsync(
            "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributesToGet} "
                + "Expression parameters: {ProjectionExpression}",
            () =>
                Db.GetItemAsync(
                    new GetItemRequest
                    {
                        TableName = Things,
                        Key = Key("a"),
                        AttributesToGet = ["x"],
                        ProjectionExpression = "x",
                    }
                )
        );
        await RefusedAsync("One or more parameter values were invalid: Duplicate value in attribute name: x", () => Db.GetItemAsync(
                new GetItemRequest
                {
                    TableName = Things,
                    Key = Key("a"),
                    AttributesToGet = ["x", "x"],
                }
            ));
        await RefusedAsync("One or more parameter values were invalid: Invalid number of argument(s) for the EQ ComparisonOperator", () =>
            Db.ScanAsync(
                new ScanRequest
                {
                    TableName = Things,
                    ScanFilter = new() { ["x"] = When("EQ") },
                }
            )
        );
        await RefusedAsync(
            "One or more parameter values were invalid: ComparisonOperator LT is not valid for BOOL AttributeValue type",
            () =>
                Db.ScanAsync(
                    new ScanRequest
                    {
                        TableName = Things,
                        ScanFilter = new() { ["x"] = When("LT", Bool(true)) },
                    }
                )
        );
        await RefusedAsync("ConditionalOperator cannot be used without Filter or Expected", () =>
            Db.ScanAsync(new ScanRequest { TableName = Things, ConditionalOperator = ConditionalOperator.OR })
        );
        await RefusedAsync("One or more parameter values were invalid: Value must be provided when Exists is true for Attribute: x", () =>
            PutAsync("a", new() { ["x"] = new(true) })
        );
        await RefusedAsync("Attempted conditional constraint is not an indexable operation", () => Db.QueryAsync(
                new QueryRequest
                {
                    TableName = Things,
                    KeyConditions = new() { ["id"] = When("NE", S("a")) },
                }
            ));
        await RefusedAsync("Query condition missed key schema element: id", () => Db.QueryAsync(
                new QueryRequest
                {
                    TableName = Things,
                    KeyConditions = new() { ["x"] = When("EQ", S("a")) },
                }
            ));
    }

    [Fact]
    public async Task Point_in_time_recovery_is_a_setting()
    {
        await CreateThingsAsync();
        Assert.Equal(PointInTimeRecoveryStatus.DISABLED, (await DescribeAsync()).PointInTimeRecoveryStatus);
        await Db.UpdateContinuousBackupsAsync(
            new UpdateContinuousBackupsRequest
            {
                TableName = Things,
                PointInTimeRecoverySpecification = new() { PointInTimeRecoveryEnabled = true },
            }
        );
        Clock.Advance(TimeSpan.FromHours(1));
        var described = await DescribeAsync();
        Assert.Equal(
            (PointInTimeRecoveryStatus.ENABLED, 35, Beginning.UtcDateTime, Beginning.UtcDateTime.AddMinutes(55)),
            (
                described.PointInTimeRecoveryStatus,
                described.RecoveryPeriodInDays,
                described.EarliestRestorableDateTime?.ToUniversalTime(),
                described.LatestRestorableDateTime?.ToUniversalTime()
            )
        );

        async Task<PointInTimeRecoveryDescription> DescribeAsync() =>
            (await Db.DescribeContinuousBackupsAsync(new DescribeContinuousBackupsRequest { TableName = Things }))
                .ContinuousBackupsDescription
                .PointInTimeRecoveryDescription;
    }
}
