using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LocalCloud.Aws.Tests.CloudFormation;

public sealed class TablePolicyTests : CloudFormationTest
{
    private const string Statement = "{ Effect: Allow, Principal: '*', Action: 'dynamodb:GetItem', Resource: '*' }";

    private IAmazonDynamoDB Db =>
        field ??= Client(new AmazonDynamoDBConfig(), (credentials, config) => new AmazonDynamoDBClient(credentials, config));

    private static string Template(string policies, string ofStream = "") =>
        $$"""
            Resources:
              Orders:
                Type: AWS::DynamoDB::Table
                Properties:
                  TableName: orders
                  BillingMode: PAY_PER_REQUEST
                  KeySchema: [{ AttributeName: id, KeyType: HASH }]
                  AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
                  StreamSpecification: { StreamViewType: NEW_IMAGE{{ofStream}} }
            {{policies}}
            """;

    private async Task<string> PolicyAsync(string arn) =>
        (await Db.GetResourcePolicyAsync(new GetResourcePolicyRequest { ResourceArn = arn })).Policy;

    [Fact]
    public async Task A_table_and_its_stream_have_the_policies_of_their_template()
    {
        var policy = $"      ResourcePolicy: {{ PolicyDocument: {{ Version: '2012-10-17', Statement: [{Statement}] }} }}";
        Assert.Equal(
            "CREATE_COMPLETE",
            Status(await CreateAsync("shop", Template(policy, $", ResourcePolicy: {{ PolicyDocument: {{ Statement: {Statement} }} }}")))
        );
        var table = (await Db.DescribeTableAsync("orders")).Table;

        Assert.Contains("\"dynamodb:GetItem\"", await PolicyAsync(table.TableArn), StringComparison.Ordinal);
        Assert.DoesNotContain("2012-10-17", await PolicyAsync(table.LatestStreamArn), StringComparison.Ordinal);

        await UpdateAsync("shop", Template(policy.Replace("GetItem", "Query", StringComparison.Ordinal)));

        Assert.Contains("\"dynamodb:Query\"", await PolicyAsync(table.TableArn), StringComparison.Ordinal);
        await Assert.ThrowsAsync<PolicyNotFoundException>(() => PolicyAsync(table.LatestStreamArn));
        await UpdateAsync("shop", Template(""));
        await Assert.ThrowsAsync<PolicyNotFoundException>(() => PolicyAsync(table.TableArn));
    }

    [Fact]
    public async Task A_global_table_has_the_policy_of_its_replica()
    {
        var stack = await CreateAsync(
            "shop",
            $$"""
            Resources:
              Orders:
                Type: AWS::DynamoDB::GlobalTable
                Properties:
                  TableName: orders
                  BillingMode: PAY_PER_REQUEST
                  KeySchema: [{ AttributeName: id, KeyType: HASH }]
                  AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
                  Replicas: [{ Region: {{Region}}, ResourcePolicy: { PolicyDocument: { Statement: [{{Statement}}] } } }]
            """
        );

        Assert.Equal("CREATE_COMPLETE", Status(stack));
        Assert.Contains(
            "\"dynamodb:GetItem\"",
            await PolicyAsync((await Db.DescribeTableAsync("orders")).Table.TableArn),
            StringComparison.Ordinal
        );
    }
}
