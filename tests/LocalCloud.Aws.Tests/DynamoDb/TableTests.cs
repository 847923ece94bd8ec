using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LocalCloud.Aws.Tests.DynamoDb;

public sealed class TableTests : DynamoDbTest
{
    private static CreateTableRequest Minimal() =>
        new()
        {
            TableName = "minimal",
            BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions = [new("id", "S")],
            KeySchema = [new("id", KeyType.HASH)],
        };

    [Fact]
    public async Task A_table_is_described_as_it_was_created()
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

        var table = (await Db.DescribeTableAsync(Events)).Table;

        Assert.Equal((TableStatus.ACTIVE, $"arn:aws:dynamodb:{Region}:{Account}:table/events"), (table.TableStatus, table.TableArn));
        Assert.Equal(
            (1L, BillingMode.PAY_PER_REQUEST, Clock.GetUtcNow().UtcDateTime),
            (table.ItemCount, table.BillingModeSummary.BillingMode, table.CreationDateTime!.Value.ToUniversalTime())
        );
        Assert.Equal(["by-kind:ACTIVE"], table.GlobalSecondaryIndexes.Select(index => $"{index.IndexName}:{index.IndexStatus}"));
        Assert.Equal([$"{table.TableArn}/index/by-time"], table.LocalSecondaryIndexes.Select(index => index.IndexArn));
        Assert.Equal(["feed:HASH", "seq:RANGE"], table.KeySchema.Select(key => $"{key.AttributeName}:{key.KeyType}"));
    }

    [Fact]
    public async Task The_answers_of_create_and_delete_tell_the_state_on_the_way()
    {
        Assert.Equal(TableStatus.CREATING, (await Db.CreateTableAsync(Minimal())).TableDescription.TableStatus);
        Assert.Equal(TableStatus.DELETING, (await Db.DeleteTableAsync("minimal")).TableDescription.TableStatus);
        Assert.Equal(
            ("ResourceNotFoundException", "Requested resource not found: Table: minimal not found"),
            await FailureAsync(() => Db.DescribeTableAsync("minimal"))
        );
    }

    [Fact]
    public async Task A_table_can_be_named_by_its_ARN()
    {
        await CreateThingsAsync();
        var arn = $"arn:aws:dynamodb:{Region}:{Account}:table/{Things}";

        await PutAsync(Key("a"), arn);

        Assert.NotNull(await GetAsync("a", arn));
    }

    [Fact]
    public async Task Tables_are_listed_in_pages()
    {
        foreach (var name in (string[])["t-c", "t-a", "t-b"])
            await CreateThingsAsync(name);

        var first = await Db.ListTablesAsync(new ListTablesRequest { Limit = 2 });
        var rest = await Db.ListTablesAsync(new ListTablesRequest { ExclusiveStartTableName = first.LastEvaluatedTableName });

        Assert.Equal(("t-a t-b", "t-b"), (string.Join(" ", first.TableNames), first.LastEvaluatedTableName));
        Assert.Equal(("t-c", null), (string.Join(" ", rest.TableNames), rest.LastEvaluatedTableName));
    }

    [Fact]
    public async Task Accounts_and_regions_do_not_see_each_other()
    {
        await CreateThingsAsync();

        Assert.Empty((await NewClient("999999999999").ListTablesAsync()).TableNames);
        Assert.Empty((await NewClient(Account, "us-west-2").ListTablesAsync()).TableNames);
        Assert.Single((await Db.ListTablesAsync()).TableNames);
    }

    [Fact]
    public async Task Faulty_definitions_are_refused()
    {
        await RefusedAsync(
            "Invalid table/index name.  Table/index names must be between 3 and 255 characters long, and may contain only the characters "
                + "a-z, A-Z, 0-9, '_', '-', and '.'",
            () => Db.CreateTableAsync(Edit(r => r.TableName = "a!"))
        );
        await RefusedAsync(
            "One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode "
                + "is PROVISIONED",
            () => Db.CreateTableAsync(Edit(r => r.BillingMode = null))
        );
        await RefusedAsync(
            "One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when "
                + "BillingMode is PAY_PER_REQUEST",
            () => Db.CreateTableAsync(Edit(r => r.ProvisionedThroughput = new(1, 1)))
        );
        await RefusedAsync("Invalid KeySchema: The first KeySchemaElement is not a HASH key type", () =>
            Db.CreateTableAsync(Edit(r => r.KeySchema[0].KeyType = "RANGE"))
        );
        await RefusedAsync(
            "One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. Keys: [zz], "
                + "AttributeDefinitions: [id]",
            () => Db.CreateTableAsync(Edit(r => r.KeySchema[0].AttributeName = "zz"))
        );
        await RefusedAsync(
            "One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match number of attributes "
                + "defined in AttributeDefinitions",
            () => Db.CreateTableAsync(Edit(r => r.AttributeDefinitions.Add(new("more", "S"))))
        );
        await RefusedAsync(
            "1 validation error detected: Value 'X' at 'attributeDefinitions.1.member.attributeType' failed to satisfy constraint: "
                + "Member must satisfy enum value set: [B, N, S]",
            () => Db.CreateTableAsync(Edit(r => r.AttributeDefinitions[0].AttributeType = "X"))
        );
        await RefusedAsync(
            "One or more parameter values were invalid: Table KeySchema does not have a range key, which is required when specifying a "
                + "LocalSecondaryIndex",
            () =>
                Db.CreateTableAsync(
                    Edit(r =>
                        r.LocalSecondaryIndexes = [
                            new()
                            {
                                IndexName = "local",
                                KeySchema = [new("id", KeyType.HASH)],
                                Projection = new() { ProjectionType = "ALL" },
                            },
                        ]
                    )
                )
        );
        await RefusedAsync(
            "One or more parameter values were invalid: ProjectionType is INCLUDE, but NonKeyAttributes is not specified",
            () =>
                Db.CreateTableAsync(
                    Edit(r =>
                        r.GlobalSecondaryIndexes = [
                            new()
                            {
                                IndexName = "global",
                                KeySchema = [new("id", KeyType.HASH)],
                                Projection = new() { ProjectionType = "INCLUDE" },
                            },
                        ]
                    )
                )
        );
        await Db.CreateTableAsync(Minimal());
        Assert.Equal(("ResourceInUseException", "Table already exists: minimal"), await FailureAsync(() => Db.CreateTableAsync(Minimal())));

        static CreateTableRequest Edit(Action<CreateTableRequest> edit)
        {
            var request = Minimal();
            edit(request);
            return request;
        }
    }

    [Fact]
    public async Task A_protected_table_is_not_deleted()
    {
        var request = Minimal();
        request.DeletionProtectionEnabled = true;
        await Db.CreateTableAsync(request);

        await RefusedAsync(
            "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
            () => Db.DeleteTableAsync("minimal")
        );

        await Db.UpdateTableAsync(new UpdateTableRequest { TableName = "minimal", DeletionProtectionEnabled = false });
        await Db.DeleteTableAsync("minimal");
    }

    [Fact]
    public async Task The_billing_mode_can_change()
    {
        await CreateThingsAsync();

        await Db.UpdateTableAsync(
            new UpdateTableRequest
            {
                TableName = Things,
                BillingMode = BillingMode.PROVISIONED,
                ProvisionedThroughput = new(5, 6),
            }
        );

        var table = (await Db.DescribeTableAsync(Things)).Table;
        Assert.Equal((5L, 6L), (table.ProvisionedThroughput.ReadCapacityUnits, table.ProvisionedThroughput.WriteCapacityUnits));
        Assert.Equal(BillingMode.PROVISIONED, table.BillingModeSummary.BillingMode);
    }

    [Fact]
    public async Task An_index_added_later_holds_what_was_there_and_can_be_deleted()
    {
        await CreateThingsAsync();
        await PutAsync(new() { ["id"] = S("a"), ["color"] = S("red") });
        await Db.UpdateTableAsync(
            new UpdateTableRequest
            {
                TableName = Things,
                AttributeDefinitions = [new("color", "S")],
                GlobalSecondaryIndexUpdates =
                [
                    new()
                    {
                        Create = new()
                        {
                            IndexName = "by-color",
                            KeySchema = [new("color", KeyType.HASH)],
                            Projection = new() { ProjectionType = "ALL" },
                        },
                    },
                ],
            }
        );
        var query = new QueryRequest
        {
            TableName = Things,
            IndexName = "by-color",
            KeyConditionExpression = "color = :c",
            ExpressionAttributeValues = new() { [":c"] = S("red") },
        };

        Assert.Equal("{color:'red',id:'a'}", Show(Assert.Single((await Db.QueryAsync(query)).Items)));
        Assert.Equal(IndexStatus.ACTIVE, (await Db.DescribeTableAsync(Things)).Table.GlobalSecondaryIndexes[0].IndexStatus);

        await Db.UpdateTableAsync(
            new UpdateTableRequest
            {
                TableName = Things,
                GlobalSecondaryIndexUpdates = [new() { Delete = new() { IndexName = "by-color" } }],
            }
        );
        await RefusedAsync("The table does not have the specified index: by-color", () => Db.QueryAsync(query));
        Assert.Single((await Db.DescribeTableAsync(Things)).Table.AttributeDefinitions);
    }

    [Fact]
    public async Task Tags_are_put_listed_and_taken_off()
    {
        await CreateThingsAsync();
        var arn = (await Db.DescribeTableAsync(Things)).Table.TableArn;

        await Db.TagResourceAsync(
            new TagResourceRequest { ResourceArn = arn, Tags = [new() { Key = "a", Value = "1" }, new() { Key = "b", Value = "2" }] }
        );
        await Db.TagResourceAsync(new TagResourceRequest { ResourceArn = arn, Tags = [new() { Key = "a", Value = "3" }] });
        await Db.UntagResourceAsync(new UntagResourceRequest { ResourceArn = arn, TagKeys = ["b"] });

        Assert.Equal(
            ["a=3"],
            (await Db.ListTagsOfResourceAsync(new ListTagsOfResourceRequest { ResourceArn = arn })).Tags.Select(tag =>
                $"{tag.Key}={tag.Value}"
            )
        );
    }

    [Fact]
    public async Task Limits_endpoints_and_backups_can_be_asked()
    {
        await CreateThingsAsync();

        Assert.Equal(40_000, (await Db.DescribeLimitsAsync(new DescribeLimitsRequest())).TableMaxReadCapacityUnits);
        Assert.Equal("localhost:4566", Assert.Single((await Db.DescribeEndpointsAsync(new DescribeEndpointsRequest())).Endpoints).Address);
        Assert.Equal(
            PointInTimeRecoveryStatus.DISABLED,
            (await Db.DescribeContinuousBackupsAsync(new DescribeContinuousBackupsRequest { TableName = Things }))
                .ContinuousBackupsDescription
                .PointInTimeRecoveryDescription
                .PointInTimeRecoveryStatus
        );
    }

    [Fact]
    public async Task What_is_not_supported_is_refused_by_name()
    {
        await CreateThingsAsync();

        Assert.Equal(
            ("UnknownOperationException", "CreateGlobalTable of dynamodb is not supported by LocalCloud."),
            await FailureAsync(() =>
                Db.CreateGlobalTableAsync(new CreateGlobalTableRequest { GlobalTableName = Things, ReplicationGroup = [new()] })
            )
        );
    }

    [Fact]
    public async Task Errors_have_the_form_of_the_protocol()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent("{\"TableName\":\"nope\",\"Key\":{\"id\":{\"S\":\"a\"}}}", Encoding.UTF8),
        };
        request.Content.Headers.ContentType = new("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", "DynamoDB_20120810.GetItem");

        var answer = await Http.SendAsync(request);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        Assert.Equal(
            (HttpStatusCode.BadRequest, "application/x-amz-json-1.0"),
            (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType)
        );
        Assert.Equal(
            ("com.amazonaws.dynamodb.v20120810#ResourceNotFoundException", "Requested resource not found"),
            ((string)body["__type"]!, (string)body["message"]!)
        );
    }

    [Fact]
    public async Task Throughput_that_stays_as_it_is_is_no_update()
    {
        await Db.CreateTableAsync(
            new CreateTableRequest
            {
                TableName = Things,
                AttributeDefinitions = [new("id", "S")],
                KeySchema = [new("id", KeyType.HASH)],
                ProvisionedThroughput = new(5, 5),
            }
        );
        await RefusedAsync(
            "The provisioned throughput for the table will not change. The requested value equals the current value. "
                + "Current ReadCapacityUnits provisioned for the table: 5. Requested ReadCapacityUnits: 5. Current WriteCapacityUnits "
                + "provisioned for the table: 5. Requested WriteCapacityUnits: 5. "
                + "Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.",
            () => Db.UpdateTableAsync(Things, new(5, 5))
        );
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Db.UpdateTableAsync(Things, new(6, 5));
        var throughput = (await Db.DescribeTableAsync(Things)).Table.ProvisionedThroughput;
        Assert.Equal(
            (6, Clock.GetUtcNow().UtcDateTime, null),
            (throughput.ReadCapacityUnits, throughput.LastIncreaseDateTime!.Value.ToUniversalTime(), throughput.LastDecreaseDateTime)
        );
    }

    [Fact]
    public async Task Billing_tells_since_when_a_table_is_on_demand_but_not_while_it_is_created()
    {
        var created = await Db.CreateTableAsync(
            new CreateTableRequest
            {
                TableName = Things,
                BillingMode = BillingMode.PAY_PER_REQUEST,
                AttributeDefinitions = [new("id", "S")],
                KeySchema = [new("id", KeyType.HASH)],
            }
        );
        Assert.Null(created.TableDescription.BillingModeSummary.LastUpdateToPayPerRequestDateTime);
        var since = Clock.GetUtcNow().UtcDateTime;
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Db.UpdateTableAsync(
            new UpdateTableRequest
            {
                TableName = Things,
                BillingMode = BillingMode.PROVISIONED,
                ProvisionedThroughput = new(1, 1),
            }
        );
        var summary = (await Db.DescribeTableAsync(Things)).Table.BillingModeSummary;
        Assert.Equal(
            (BillingMode.PROVISIONED, since),
            (summary.BillingMode, summary.LastUpdateToPayPerRequestDateTime!.Value.ToUniversalTime())
        );
    }
}
