using LocalCloud.Publish;

namespace Publish.Tests;

/// <summary>What <c>--check-policies</c> finds.</summary>
public sealed class PolicyTests : IDisposable
{
    private readonly Publishing _publishing = new();

    public void Dispose() => _publishing.Dispose();

    [Fact]
    public async Task What_publish_itself_writes_names_its_resources()
    {
        Assert.Empty((await _publishing.ReferenceAsync(o => o with { CheckPolicies = true })).PolicyFaults);
        Assert.True(File.Exists(Path.Combine(_publishing.Output, "template.yaml")));
    }

    [Theory]
    [InlineData("Action: s3:GetObject, Resource: '*'", "s3:GetObject", "arn:${Partition}:s3:::${BucketName}/${ObjectName}")]
    [InlineData("Action: [logs:DescribeLogGroups, 'dynamodb:*'], Resource: ['*']", "dynamodb:* (as dynamodb:", ":table/${TableName}")]
    [InlineData("Action: lambda:Invoke*, Resource: '*'", "lambda:Invoke* (as lambda:Invoke", ":function:${FunctionName}")]
    [InlineData("Action: '*', Resource: '*'", "every action", "its resources")]
    [InlineData("NotAction: 'iam:*', Resource: '*'", "all but iam:*", "its resources")]
    [InlineData("Action: sqs:SendMessage, NotResource: 'arn:aws:sqs:us-east-1:1:a'", "sqs:SendMessage", ":${QueueName}")]
    public async Task A_statement_on_everything_that_could_name_its_resource_fails_and_nothing_is_written(
        string statement,
        string action,
        string resource
    )
    {
        var result = await RoleAsync($"{{ Effect: Allow, {statement} }}");
        Assert.Equal(1, result.ExitCode);
        var fault = Assert.Single(result.PolicyFaults).ToString();
        Assert.StartsWith("Worker (AWS::IAM::Role), policy own, statement 1: ", fault);
        Assert.Contains(action, fault);
        Assert.Contains(resource, fault);
        Assert.False(Directory.Exists(_publishing.Output));
    }

    [Theory]
    [InlineData(
        "{ Effect: Allow, Action: [xray:PutTraceSegments, ec2:DescribeSubnets, ecr:GetAuthorizationToken, s3:ListAllMyBuckets], "
            + "Resource: '*' }"
    )]
    [InlineData("{ Effect: Deny, Action: '*', Resource: '*' }")]
    [InlineData("{ Effect: Allow, Action: s3:GetObject, Resource: 'arn:aws:s3:::files/*' }")]
    public async Task What_takes_everything_alone_passes(string statement)
    {
        var result = await RoleAsync(statement);
        Assert.Empty(result.PolicyFaults);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task What_cannot_be_judged_is_said()
    {
        var result = await RoleAsync(
            "{ Effect: Allow, Action: [acme:Do, s3:GetObjekt], Resource: '*' }",
            "ManagedPolicyArns: ['arn:aws:iam::aws:policy/PowerUserAccess']"
        );
        Assert.Equal(0, result.ExitCode);
        foreach (
            var said in (string[])["acme:Do on * is not judged", "s3:GetObjekt on * is not judged", "PowerUserAccess is not looked into"]
        )
            Assert.Contains(result.Summary!.Warnings, w => w.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_policy_of_its_own_is_looked_into_by_its_sids()
    {
        await WriteAsync(
            """
            Resources:
              Jobs: { Type: AWS::SQS::Queue }
              Shared:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  PolicyDocument:
                    Statement: { Sid: Send, Effect: Allow, Action: sqs:SendMessage, Resource: '*' }
            """
        );
        var result = await _publishing.OfAsync(Infra, o => o with { CheckPolicies = true });
        Assert.StartsWith("Shared (AWS::IAM::ManagedPolicy), Send: sqs:SendMessage", Assert.Single(result.PolicyFaults).ToString());
        Assert.Empty((await _publishing.OfAsync(Infra)).PolicyFaults);
    }

    [Fact]
    public async Task A_project_that_asks_for_everything_is_found()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_publishing.Scratch("Web"), "Web.csproj"),
            """
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><LambdaFunction Include="default" Schedule="rate(1 day)" /><LambdaAccess Include="ssm" Actions="ssm:GetParameter" /></ItemGroup></Project>
            """,
            TestContext.Current.CancellationToken
        );
        var result = await _publishing.OfAsync(""" "web":{"type":"project.v0","path":"Web/Web.csproj"} """, o =>
            o with
            {
                CheckPolicies = true,
            }
        );
        Assert.Contains("parameter/${ParameterNameWithoutLeadingSlash}", Assert.Single(result.PolicyFaults).ToString());
    }

    private const string Infra =
        """ "infra":{"type":"aws.cloudformation.template.v0","stack-name":"infra","template-path":"infra/t.yaml"} """;

    private Task WriteAsync(string template) =>
        File.WriteAllTextAsync(Path.Combine(_publishing.Scratch("infra"), "t.yaml"), template, TestContext.Current.CancellationToken);

    private async Task<PublishResult> RoleAsync(string statement, string more = "MaxSessionDuration: 3600")
    {
        await WriteAsync(
            $$"""
            Resources:
              Worker:
                Type: AWS::IAM::Role
                Properties:
                  {{more}}
                  AssumeRolePolicyDocument: { Statement: { Effect: Allow, Principal: { Service: lambda.amazonaws.com },
                    Action: sts:AssumeRole } }
                  Policies:
                    - PolicyName: own
                      PolicyDocument: { Statement: {{statement}} }
            """
        );
        return await _publishing.OfAsync(Infra, o => o with { CheckPolicies = true });
    }
}
