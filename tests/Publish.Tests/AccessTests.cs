using System.Text.Json.Nodes;
using LocalCloud.Publish.Report;

namespace Publish.Tests;

/// <summary><c>LambdaAccess</c> with the actions that are called.</summary>
public sealed class AccessTests : IDisposable
{
    private readonly Publishing _publishing = new();

    public void Dispose() => _publishing.Dispose();

    [Fact]
    public async Task Actions_on_a_resource_are_allowed_on_the_part_that_each_is_about_and_nothing_else_is()
    {
        Assert.Empty(
            (
                await PublishAsync(
                    """
                    <LambdaAccess Include="AWS:Resources:Files" Actions="s3:GetObject,s3:ListBucket" />
                    <LambdaAccess Include="AWS:Resources:Table" Actions="dynamodb:Query;dynamodb:PutItem" />
                    """
                )
            ).Refusals
        );
        Assert.Equal(
            [
                """["s3:GetObject"] [{"Fn::Sub":"${Files.Arn}/*"}]""",
                """["s3:ListBucket"] [{"Fn::GetAtt":["Files","Arn"]}]""",
                """["dynamodb:Query","dynamodb:PutItem"] [{"Fn::GetAtt":["Table","Arn"]},{"Fn::Sub":"${Table.Arn}/index/*"}]""",
            ],
            Own()
        );
    }

    [Fact]
    public async Task Sending_to_a_queue_is_sending_alone()
    {
        await PublishAsync("""<LambdaAccess Include="AWS:Resources:Jobs" Access="Send" />""");
        Assert.Equal(["""["sqs:SendMessage"] [{"Fn::GetAtt":["Jobs","Arn"]}]"""], Own());
    }

    [Fact]
    public async Task Actions_on_a_key_that_leads_nowhere_are_refused()
    {
        var result = await PublishAsync("""<LambdaAccess Include="AWS:Resources:Typo" Actions="s3:GetObject" />""");
        Assert.Contains("LambdaAccess 'AWS:Resources:Typo' leads to nothing", Assert.Single(result.Refusals).Reason);
    }

    [Fact]
    public void A_size_is_in_the_megabytes_of_Lambdas_limits() =>
        Assert.Equal(("46.0 MB", "250.0 MB", "0.1 MB"), (FileSize.Text(48_234_496), FileSize.Text(262_144_000), FileSize.Text(100_000)));

    private async Task<LocalCloud.Publish.PublishResult> PublishAsync(string access)
    {
        await File.WriteAllTextAsync(
            Path.Combine(_publishing.Scratch("infra"), "t.yaml"),
            """
            Resources:
              Files: { Type: AWS::S3::Bucket }
              Jobs: { Type: AWS::SQS::Queue }
              Table:
                Type: AWS::DynamoDB::Table
                Properties: { BillingMode: PAY_PER_REQUEST, KeySchema: [{ AttributeName: a, KeyType: HASH }],
                  AttributeDefinitions: [{ AttributeName: a, AttributeType: S }] }
            Outputs:
              Files: { Value: !Ref Files }
              Jobs: { Value: !Ref Jobs }
              Table: { Value: !Ref Table }
            """,
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(
            Path.Combine(_publishing.Scratch("Web"), "Web.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><LambdaFunction Include="default" Schedule="rate(1 day)" />{access}</ItemGroup></Project>
            """,
            TestContext.Current.CancellationToken
        );
        return await _publishing.OfAsync(
            """
            "infra":{"type":"aws.cloudformation.template.v0","stack-name":"infra","template-path":"infra/t.yaml",
            "references":[{"target-resource":"web"}]},
            "web":{"type":"project.v0","path":"Web/Web.csproj"}
            """
        );
    }

    private IEnumerable<string> Own() =>
        _publishing.Resource("WebRole")["Properties"]!["Policies"]![0]!["PolicyDocument"]!["Statement"]!
            .AsArray()
            .Skip(2)
            .Select(s => $"{s!["Action"]!.ToJsonString()} {s["Resource"]!.ToJsonString()}");
}
