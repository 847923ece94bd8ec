using System.Text.Json;
using Cli.Tests.Deploy;
using LocalCloud.Policies;

namespace Cli.Tests.Policy;

/// <summary>serverless policy, against a local cloud in which a function of a stack has run.</summary>
public sealed class PolicyCommandTests : DeployTest
{
    private const string Template = """
        Resources:
          Jobs: { Type: AWS::SQS::Queue }
          Unused: { Type: AWS::SQS::Queue }
          ApiRole:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument: { Version: '2012-10-17',
                Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }] }
              Policies:
                - PolicyName: function
                  PolicyDocument:
                    Version: '2012-10-17'
                    Statement:
                      - { Effect: Allow, Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: !GetAtt Logs.Arn }
                      - { Effect: Allow, Action: ["sqs:SendMessage", "sqs:GetQueueAttributes"],
                        Resource: [!GetAtt Jobs.Arn, !GetAtt Unused.Arn] }
          Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: /aws/lambda/shop-api } }
          Api:
            Type: AWS::Lambda::Function
            Properties:
              FunctionName: shop-api
              Runtime: nodejs20.x
              Handler: index.handler
              Role: !GetAtt ApiRole.Arn
              LoggingConfig: { LogGroup: !Ref Logs }
              Environment: { Variables: { QUEUE: !Ref Jobs } }
              Code:
                ZipFile: |
                  exports.handler = async () => (await fetch(process.env.AWS_ENDPOINT_URL, { method: 'POST', body: JSON.stringify({ QueueUrl: process.env.QUEUE, MessageBody: 'x' }), headers: {
                    'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessage', 'x-amz-security-token': process.env.AWS_SESSION_TOKEN,
                    authorization: `AWS4-HMAC-SHA256 Credential=${process.env.AWS_ACCESS_KEY_ID}/20260101/${process.env.AWS_REGION}/sqs/aws4_request, SignedHeaders=host, Signature=0` } })).status;
        """;

    [Fact]
    public async Task It_writes_the_policy_and_what_the_deployed_role_grants_beyond_it()
    {
        await RunFunctionAsync();
        var result = await PolicyAsync("shop-api");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains(
            """
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Action:
                    - logs:CreateLogStream
                    - logs:PutLogEvents
                  Resource:
                    - !GetAtt Logs.Arn
                - Effect: Allow
                  Action:
                    - sqs:SendMessage
                  Resource:
                    - !GetAtt Jobs.Arn
            # The deployed role grants beyond it:

            """,
            result.Output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("failed", result.Output, StringComparison.Ordinal);
        Assert.Contains("#   sqs:GetQueueAttributes (function): nothing called it\n", result.Output, StringComparison.Ordinal);
        Assert.Matches(
            @"#   sqs:SendMessage on arn:aws:sqs:us-east-1:000000000000:shop-Unused-\w+ \(function\): was not used with it\n",
            result.Output
        );
        Assert.Contains("# The deployed role lacks nothing of it.\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("# Allows what was observed between ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_is_compared_by_the_names_that_the_stack_has()
    {
        await RunFunctionAsync();
        var file = Path.Combine(Folder, "other.yaml");
        await File.WriteAllTextAsync(
            file,
            Template.Replace("[!GetAtt Jobs.Arn, !GetAtt Unused.Arn]", "!GetAtt Unused.Arn", StringComparison.Ordinal),
            Cancellation
        );
        var result = await PolicyAsync("shop-api", "--template", file, "--format", "json");

        Assert.True(result.ExitCode == 0, result.Errors);
        var report = JsonSerializer.Deserialize(result.Output, PolicyJson.Default.PolicyReport)!;
        Assert.Equal("sqs:SendMessage", Assert.Single(report.Lacking!).Action);
        Assert.Equal(["sqs:GetQueueAttributes", "sqs:SendMessage"], report.Beyond!.Select(e => e.Action).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["logs:CreateLogStream,logs:PutLogEvents", "sqs:SendMessage"],
            report.Policy.Statement.Select(s => string.Join(',', s.Action))
        );
    }

    [Fact]
    public async Task Bad_input_is_said_and_is_exit_code_2()
    {
        await RunFunctionAsync();
        var none = Path.Combine(Folder, "none.yaml");
        var text = Path.Combine(Folder, "text.yaml");
        await File.WriteAllTextAsync(text, "Resources: {}", Cancellation);
        foreach (
            var (arguments, said) in ((string[], string)[])
                [
                    (["nobody"], "There is no function nobody. Functions are: shop-api"),
                    (["shop-api", "--since", "soon"], "'soon' is no time"),
                    (["shop-api", "--template", none], "There is no file"),
                    (["shop-api", "--template", text], "has no function shop-api"),
                    (["shop-api", "--format", "xml"], "xml"),
                ]
        )
        {
            var result = await PolicyAsync(arguments);
            Assert.Equal(2, result.ExitCode);
            Assert.Contains(said, result.Errors + result.Output, StringComparison.Ordinal);
        }
        var nowhere = await Serverless.RunAsync("policy", "shop-api", "--endpoint-url", "http://127.0.0.1:9");
        Assert.Equal(1, nowhere.ExitCode);
        Assert.Contains("http://127.0.0.1:9/ does not answer", nowhere.Errors, StringComparison.Ordinal);
    }

    private Task<Result> PolicyAsync(params string[] arguments) =>
        Serverless.RunAsync(["policy", .. arguments, "--endpoint-url", Endpoint.ToString()]);

    private async Task RunFunctionAsync()
    {
        Write(Template);
        var deployed = await DeployAsync();
        Assert.Equal(0, deployed.ExitCode);
        using var http = new HttpClient { BaseAddress = Endpoint };
        using var answer = await http.PostAsync("/2015-03-31/functions/shop-api/invocations", new StringContent("{}"), Cancellation);
        Assert.Equal("200", await answer.Content.ReadAsStringAsync(Cancellation));
    }
}
