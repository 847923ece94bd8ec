namespace LocalCloud.Aws.Tests.CloudFormation;

/// <summary>Custom resources whose providers are functions: their modules, their way back, and their failures.</summary>
public sealed class InlineProviderTests : CloudFormationTest
{
    // Functions are processes: they call back over the wire
    protected override bool OverHttp => true;

    private static string Template(string runtime, string code, string more = "") =>
        $$"""
            Resources:
              Provider:
                Type: AWS::Lambda::Function
                Properties:
                  Runtime: {{runtime}}
                  Handler: index.handler
                  Role: arn:aws:iam::123456789012:role/any
                  Timeout: 30
                  Code:
                    ZipFile: |
            {{string.Join('\n', code.Split('\n').Select(line => $"          {line}"))}}
              Thing: { Type: Custom::Thing, Properties: { ServiceToken: !GetAtt Provider.Arn, Size: 5 } }
            {{more}}
            Outputs:
              Id: { Value: !Ref Thing }
              Size: { Value: !GetAtt Thing.Size }
            """;

    [Fact]
    public async Task Inline_code_of_Node_answers_with_cfn_response()
    {
        var stack = await CreateAsync(
            "s",
            Template(
                "nodejs24.x",
                """
                const response = require('cfn-response');
                exports.handler = (event, context) => response.send(event, context, response.SUCCESS, { Size: event.ResourceProperties.Size + '!' }, 'thing-1');
                """
            )
        );
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("s"));
        Assert.Equal(("thing-1", "5!"), (Output(stack, "Id"), Output(stack, "Size")));
        await CallAsync("DeleteStack", ("StackName", "s"));
        Assert.Equal("DELETE_COMPLETE", Status(await RestAsync(Text(stack, "StackId"))));
    }

    [Fact]
    public async Task Inline_code_of_Python_answers_with_cfnresponse()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Assert.SkipUnless(path.Any(folder => File.Exists(Path.Combine(folder, "python3"))), "there is no python3");
        var stack = await CreateAsync(
            "s",
            Template(
                "python3.13",
                """
                import cfnresponse
                def handler(event, context):
                    cfnresponse.send(event, context, cfnresponse.SUCCESS, {"Size": event["ResourceProperties"]["Size"] + "?"}, "thing-1")
                """
            )
        );
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("s"));
        Assert.Equal(("thing-1", "5?"), (Output(stack, "Id"), Output(stack, "Size")));
    }

    [Fact]
    public async Task A_provider_that_answers_by_https_alone_reaches_the_emulator()
    {
        var stack = await CreateAsync(
            "s",
            Template(
                "nodejs22.x",
                """
                const https = require('https'), url = require('url');
                exports.handler = async event => {
                  const to = url.parse(event.ResponseURL);
                  const body = JSON.stringify({ Status: 'SUCCESS', PhysicalResourceId: 'thing-1', StackId: event.StackId, RequestId: event.RequestId, LogicalResourceId: event.LogicalResourceId, Data: { Size: 7 } });
                  await new Promise((resolve, reject) => https.request({ hostname: to.hostname, port: 443, path: to.path, method: 'PUT', headers: { 'content-type': '', 'content-length': body.length } }, resolve).on('error', reject).end(body));
                };
                """
            )
        );
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("s"));
        Assert.Equal("7", Output(stack, "Size"));
    }

    [Fact]
    public async Task A_provider_that_cannot_be_loaded_fails_the_stack_at_once()
    {
        // The clock stands: neither retries of the function nor the time-out of an hour pass
        var stack = await CreateAsync("s", Template("nodejs22.x", "require('nowhere');"));
        Assert.Equal("ROLLBACK_COMPLETE", Status(stack));
        Assert.Matches(
            "Thing: Received response status \\[FAILED\\] from custom resource. Message returned: The function s-Provider-\\w+ failed "
                + "\\(1 try\\) and will not answer\\. "
                + "Runtime\\.ImportModuleError: .*Cannot find module 'nowhere'",
            (await ReasonsAsync("s")).Replace('\n', ' ')
        );
    }

    [Fact]
    public async Task A_provider_that_throws_is_given_up_after_its_retries()
    {
        await CallAsync(
            "CreateStack",
            ("StackName", "s"),
            ("TemplateBody", Template("nodejs22.x", "exports.handler = async () => { throw new RangeError('no'); };"))
        );
        // A minute before the second try, two before the third: the clock moves until both have passed, and far less than an hour
        var moved = TimeSpan.Zero;
        await Lambda.Processes.UntilAsync(
            () =>
            {
                if (moved < TimeSpan.FromMinutes(50))
                    Clock.Advance(TimeSpan.FromSeconds(1));
                moved += TimeSpan.FromSeconds(1);
                return !Status(Members(CallAsync("DescribeStacks", ("StackName", "s")).GetAwaiter().GetResult(), "Stacks").Single())
                    .EndsWith("IN_PROGRESS", StringComparison.Ordinal);
            },
            "the stack still waits"
        );
        Assert.Contains("failed (3 tries) and will not answer.", await ReasonsAsync("s"), StringComparison.Ordinal);
    }
}
