using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LocalCloud.Aws.Tests.CloudFormation;

/// <summary>AWS::DynamoDB::GlobalTable, as CDK's TableV2 writes it.</summary>
public sealed class GlobalTableTests : CloudFormationTest
{
    private const string Template = """
        Resources:
          Orders:
            Type: AWS::DynamoDB::GlobalTable
            Properties:
              BillingMode: PAY_PER_REQUEST
              KeySchema: [{ AttributeName: id, KeyType: HASH }]
              AttributeDefinitions: [{ AttributeName: id, AttributeType: S }, { AttributeName: state, AttributeType: S }]
              GlobalSecondaryIndexes:
                - { IndexName: byState, KeySchema: [{ AttributeName: state, KeyType: HASH }], Projection: { ProjectionType: ALL },
                  WarmThroughput: { ReadUnitsPerSecond: 12000 } }
              StreamSpecification: { StreamViewType: NEW_IMAGE }
              WarmThroughput: { ReadUnitsPerSecond: 12000, WriteUnitsPerSecond: 4000 }
              WriteOnDemandThroughputSettings: { MaxWriteRequestUnits: 7 }
              Replicas:
                - Region: !Ref AWS::Region
                  ContributorInsightsSpecification: { Enabled: true }
                  ReadOnDemandThroughputSettings: { MaxReadRequestUnits: 9 }
                  GlobalSecondaryIndexes: [{ IndexName: byState, ContributorInsightsSpecification: { Enabled: true },
                    ReadOnDemandThroughputSettings: { MaxReadRequestUnits: 3 } }]
        Outputs:
          Name: { Value: !Ref Orders }
        """;

    private IAmazonDynamoDB Db => field ??= Client(new AmazonDynamoDBConfig(), (c, config) => new AmazonDynamoDBClient(c, config));

    [Fact]
    public async Task Settings_of_the_replica_are_those_of_the_table_and_its_indexes()
    {
        var stack = await CreateAsync("shop", Template);
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("shop"));
        var table = (await Db.DescribeTableAsync(Output(stack, "Name"))).Table;
        Assert.Equal((9, 7), (table.OnDemandThroughput.MaxReadRequestUnits, table.OnDemandThroughput.MaxWriteRequestUnits));
        var index = Assert.Single(table.GlobalSecondaryIndexes);
        Assert.Equal(("byState", 3L), (index.IndexName, index.OnDemandThroughput.MaxReadRequestUnits));
        Assert.Equal(StreamViewType.NEW_IMAGE, table.StreamSpecification.StreamViewType);
        var reasons = await ReasonsAsync("shop");
        Assert.Contains(
            "Kept with the stack and not carried out: ContributorInsightsSpecification, WarmThroughput",
            reasons,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("AWS::DynamoDB::Table", "")]
    [InlineData("AWS::DynamoDB::GlobalTable", "Replicas: [{ Region: !Ref AWS::Region }]")]
    public async Task An_index_with_four_attributes_in_each_part_of_its_key_is_deployed_once(string type, string more)
    {
        string[] hash = ["h1", "h2", "h3", "h4"],
            range = ["r1", "r2", "r3", "r4"];
        var stack = await CreateAsync("shop", With(range));
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("shop"));
        Assert.Equal([.. hash.Select(a => $"{a} HASH"), .. range.Select(a => $"{a} RANGE")], await KeyAsync());
        Assert.Equal(
            "No updates are to be performed.",
            (await FailAsync("UpdateStack", ("StackName", "shop"), ("TemplateBody", With(range)))).Message
        );
        Assert.True(Status(await UpdateAsync("shop", With(["r1"]))) == "UPDATE_COMPLETE", await ReasonsAsync("shop"));
        Assert.Equal([.. hash.Select(a => $"{a} HASH"), "r1 RANGE"], await KeyAsync());

        string With(string[] ranges)
        {
            var definitions = string.Join(
                ", ",
                hash.Concat(ranges).Prepend("id").Select(a => $"{{ AttributeName: {a}, AttributeType: S }}")
            );
            var key = string.Join(", ", hash.Select(a => Part(a, "HASH")).Concat(ranges.Select(a => Part(a, "RANGE"))));
            return $$"""
                Resources:
                  Orders:
                    Type: {{type}}
                    Properties:
                      BillingMode: PAY_PER_REQUEST
                      KeySchema: [{ AttributeName: id, KeyType: HASH }]
                      AttributeDefinitions: [{{definitions}}]
                      GlobalSecondaryIndexes:
                        - IndexName: wide
                          KeySchema: [{{key}}]
                          Projection: { ProjectionType: ALL }
                      {{more}}
                Outputs:
                  Name: { Value: !Ref Orders }
                """;
        }

        static string Part(string attribute, string type) => $"{{ AttributeName: {attribute}, KeyType: {type} }}";

        async Task<IEnumerable<string>> KeyAsync() =>
            Assert
                .Single((await Db.DescribeTableAsync(Output(stack, "Name"))).Table.GlobalSecondaryIndexes)
                .KeySchema.Select(key => $"{key.AttributeName} {key.KeyType}");
    }

    [Fact]
    public async Task Indexes_come_and_go_without_another_table()
    {
        var before = await CreateAsync("shop", Template);
        var id = (await Db.DescribeTableAsync(Output(before, "Name"))).Table.TableId;
        var other = Template.Replace("IndexName: byState", "IndexName: byStatus", StringComparison.Ordinal);
        Assert.True(Status(await UpdateAsync("shop", other)) == "UPDATE_COMPLETE", await ReasonsAsync("shop"));
        var table = (await Db.DescribeTableAsync(Output(before, "Name"))).Table;
        Assert.Equal((id, "byStatus"), (table.TableId, Assert.Single(table.GlobalSecondaryIndexes).IndexName));
    }

    [Fact]
    public async Task Provisioned_throughput_begins_where_its_scaling_begins_and_stays_there()
    {
        const string Scaling = "MinCapacity: 2, MaxCapacity: 20, TargetTrackingScalingPolicyConfiguration: { TargetValue: 70 }";
        var stack = await CreateAsync(
            "shop",
            $$"""
            Resources:
              Orders:
                Type: AWS::DynamoDB::GlobalTable
                Properties:
                  KeySchema: [{ AttributeName: id, KeyType: HASH }]
                  AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
                  BillingMode: PROVISIONED
                  WriteProvisionedThroughputSettings: { WriteCapacityAutoScalingSettings: { {{Scaling}}, SeedCapacity: 4 } }
                  Replicas: [{ Region: !Ref AWS::Region,
                    ReadProvisionedThroughputSettings: { ReadCapacityAutoScalingSettings: { {{Scaling}} } } }]
            Outputs:
              Name: { Value: !Ref Orders }
            """
        );
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("shop"));
        var throughput = (await Db.DescribeTableAsync(Output(stack, "Name"))).Table.ProvisionedThroughput;
        Assert.Equal((2, 4), (throughput.ReadCapacityUnits, throughput.WriteCapacityUnits));
        Assert.Contains("Throughput does not scale", await ReasonsAsync("shop"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "Region: !Ref AWS::Region",
        "Region: us-west-2",
        "A replica in us-west-2 of AWS::DynamoDB::GlobalTable is not supported by LocalCloud"
    )]
    [InlineData(
        "ContributorInsightsSpecification: { Enabled: true }\n",
        "KinesisStreamSpecification: { StreamArn: a }\n",
        "KinesisStreamSpecification is not supported by LocalCloud: there is no Kinesis"
    )]
    public async Task What_would_be_another_table_is_refused_by_name(string part, string other, string message)
    {
        Assert.Contains(part, Template, StringComparison.Ordinal);
        var template = Template.Replace(part, other, StringComparison.Ordinal);
        string told;
        try
        {
            await CreateAsync("shop", template);
            told = await ReasonsAsync("shop");
        }
        catch (Xunit.Sdk.XunitException e)
        {
            // Refused before the stack was made
            told = e.Message;
        }
        Assert.Contains(message, told, StringComparison.Ordinal);
    }
}
