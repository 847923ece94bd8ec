using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LocalCloud.Aws.Tests.CloudFormation;

public sealed class StreamStackTests : CloudFormationTest
{
    private const string Table = """
        Resources:
          Orders:
            Type: AWS::DynamoDB::Table
            Properties:
              TableName: orders
              BillingMode: PAY_PER_REQUEST
              KeySchema: [{ AttributeName: id, KeyType: HASH }]
              AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
              StreamSpecification: { StreamViewType: NEW_IMAGE }
        """;

    private IAmazonDynamoDB Db =>
        field ??= Client(new AmazonDynamoDBConfig(), (credentials, config) => new AmazonDynamoDBClient(credentials, config));

    [Fact]
    public async Task A_function_is_mapped_to_the_stream_of_a_table()
    {
        var stack = await CreateAsync(
            "shop",
            "Transform: AWS::Serverless-2016-10-31\n"
                + Table
                + """

                  Dead: { Type: AWS::SQS::Queue }
                  Project:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: nodejs20.x
                      Handler: index.handler
                      InlineCode: "exports.handler = async () => {};"
                      Events:
                        Orders:
                          Type: DynamoDB
                          Properties:
                            Stream: !GetAtt Orders.StreamArn
                            StartingPosition: TRIM_HORIZON
                            BatchSize: 50
                            BisectBatchOnFunctionError: true
                            DestinationConfig: { OnFailure: { Type: SQS, Destination: !GetAtt Dead.Arn } }
                Outputs:
                  Stream: { Value: !GetAtt Orders.StreamArn }
                """,
            ("Capabilities.member.1", "CAPABILITY_IAM"),
            ("Capabilities.member.2", "CAPABILITY_AUTO_EXPAND")
        );

        Assert.Equal("CREATE_COMPLETE", Status(stack));
        Assert.Equal((await Db.DescribeTableAsync("orders")).Table.LatestStreamArn, Output(stack, "Stream"));
        var mapping = Assert.Single(
            Host.Read(Host.Service<Aws.Lambda.LambdaService>().State(new(Account, Region)), s => s.Mappings.Values.ToList())
        );
        Assert.Equal(
            (Output(stack, "Stream"), 50, "TRIM_HORIZON", true),
            (mapping.EventSourceArn, mapping.BatchSize, mapping.Stream!.StartingPosition, mapping.Stream.BisectBatchOnFunctionError)
        );
        Assert.StartsWith($"arn:aws:sqs:{Region}:{Account}:shop-Dead-", mapping.Stream.OnFailure);
    }

    [Fact]
    public async Task Another_view_and_another_index_leave_the_items_where_they_are()
    {
        await CreateAsync("shop", Table);
        var first = (await Db.DescribeTableAsync("orders")).Table;
        await Db.PutItemAsync(
            "orders",
            new()
            {
                ["id"] = new() { S = "1" },
                ["user"] = new() { S = "u" },
            }
        );

        var stack = await UpdateAsync(
            "shop",
            Table
                .Replace("NEW_IMAGE", "KEYS_ONLY")
                .Replace("AttributeDefinitions: [", "AttributeDefinitions: [{ AttributeName: user, AttributeType: S }, ")
                + """

                      GlobalSecondaryIndexes:
                        - { IndexName: by-user, KeySchema: [{ AttributeName: user, KeyType: HASH }], Projection: { ProjectionType: ALL } }
                Outputs:
                  Stream: { Value: !GetAtt Orders.StreamArn }
                """
        );

        Assert.Equal("UPDATE_COMPLETE", Status(stack));
        var table = (await Db.DescribeTableAsync("orders")).Table;
        Assert.Equal(
            (first.TableId, StreamViewType.KEYS_ONLY, Output(stack, "Stream")),
            (table.TableId, table.StreamSpecification.StreamViewType, table.LatestStreamArn)
        );
        Assert.NotEqual(first.LatestStreamArn, table.LatestStreamArn);
        Assert.Equal(
            1,
            (
                await Db.QueryAsync(
                    new QueryRequest
                    {
                        TableName = "orders",
                        IndexName = "by-user",
                        KeyConditionExpression = "#u = :u",
                        ExpressionAttributeNames = new() { ["#u"] = "user" },
                        ExpressionAttributeValues = new() { [":u"] = new() { S = "u" } },
                    }
                )
            ).Count
        );

        await UpdateAsync("shop", Table[..Table.IndexOf("      StreamSpecification", StringComparison.Ordinal)]);
        table = (await Db.DescribeTableAsync("orders")).Table;
        Assert.Equal((null, 0), (table.StreamSpecification, table.GlobalSecondaryIndexes?.Count ?? 0));
        Assert.Single((await Db.ScanAsync(new ScanRequest("orders"))).Items);
    }

    [Fact]
    public async Task A_global_table_is_a_table_of_its_region()
    {
        const string Template = """
            Resources:
              Orders:
                Type: AWS::DynamoDB::GlobalTable
                Properties:
                  BillingMode: PAY_PER_REQUEST
                  KeySchema: [{ AttributeName: id, KeyType: HASH }]
                  AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
                  StreamSpecification: { StreamViewType: NEW_AND_OLD_IMAGES }
                  Replicas: [{ Region: !Ref AWS::Region, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
                    Tags: [{ Key: team, Value: a }] }]
            Outputs:
              Id: { Value: !GetAtt Orders.TableId }
              Stream: { Value: !GetAtt Orders.StreamArn }
              Name: { Value: !Ref Orders }
            """;
        var stack = await CreateAsync("shop", Template);
        Assert.Equal("CREATE_COMPLETE", Status(stack));
        var table = (await Db.DescribeTableAsync(Output(stack, "Name"))).Table;
        Assert.Equal((table.TableId, table.LatestStreamArn), (Output(stack, "Id"), Output(stack, "Stream")));
        Assert.Equal(
            PointInTimeRecoveryStatus.ENABLED,
            (await Db.DescribeContinuousBackupsAsync(new DescribeContinuousBackupsRequest { TableName = table.TableName }))
                .ContinuousBackupsDescription
                .PointInTimeRecoveryDescription
                .PointInTimeRecoveryStatus
        );

        Assert.Equal("UPDATE_COMPLETE", Status(await UpdateAsync("shop", Template.Replace("Key: team", "Key: squad"))));
        Assert.Equal(
            "squad",
            Assert.Single((await Db.ListTagsOfResourceAsync(new ListTagsOfResourceRequest { ResourceArn = table.TableArn })).Tags).Key
        );

        await CreateAsync("elsewhere", Template.Replace("!Ref AWS::Region", "us-west-2"));
        Assert.Contains(
            "us-west-2",
            string.Join(' ', (await CallAsync("DescribeStackEvents", ("StackName", "elsewhere"))).Descendants().Select(e => e.Value))
        );
    }
}
