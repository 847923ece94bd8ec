using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Tests.Usage;
using LocalCloud.Policies;

namespace LocalCloud.Aws.Tests.Policies;

/// <summary>The policy of a role, from what its function, a real process, was seen to do.</summary>
public class PolicyPageTests : UsageReportTest
{
    protected override bool OverHttp => true;

    [Fact]
    public async Task It_allows_what_was_called_and_what_Lambda_needs_and_nothing_else()
    {
        await SetUpAsync();
        var report = await ReportAsync("?function=api");

        Assert.Equal((Role, "api", Region, Account), (report.Role, Assert.Single(report.Functions), report.Region, report.Account));
        Assert.Equal(
            [
                "dynamodb:GetItem on arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/orders",
                "logs:CreateLogStream,logs:PutLogEvents on "
                    + "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/api:*",
                "sqs:DeleteMessage,sqs:GetQueueAttributes,sqs:ReceiveMessage on "
                    + "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:work",
                "sqs:SendMessage on arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:jobs",
                "xray:PutTelemetryRecords,xray:PutTraceSegments on *",
            ],
            Lines(report)
        );
        Assert.Contains("What was not exercised in that time is not allowed", report.Note, StringComparison.Ordinal);
        // There is no table: the call failed, and its permission is needed all the same
        Assert.Equal("GetItem", Assert.Single(report.OnlyFailed, c => c.Service == "dynamodb").Operation);
        var sent = Assert.Single(report.Evidence, e => e.Action == "sqs:SendMessage");
        Assert.Equal((2, 0, "api"), (sent.Calls, sent.Failed, Assert.Single(sent.Functions)));
    }

    [Fact]
    public async Task The_deployed_role_is_held_against_it()
    {
        await IamAsync("CreateRole", ("RoleName", "lambda"), ("AssumeRolePolicyDocument", """{"Version":"2012-10-17","Statement":[]}"""));
        await IamAsync(
            "PutRolePolicy",
            ("RoleName", "lambda"),
            ("PolicyName", "function"),
            (
                "PolicyDocument",
                $$"""
                {"Version":"2012-10-17","Statement":[
                  {"Sid":"Queues","Effect":"Allow","Action":["sqs:SendMessage","sqs:PurgeQueue"],"Resource":["{{QueueArn(
                    "jobs"
                )}}","{{QueueArn("other")}}"]},
                  {"Effect":"Allow","Action":"dynamodb:*","Resource":"*"},
                  {"Effect":"Allow","Action":["logs:CreateLogStream","logs:PutLogEvents"],
                   "Resource":"arn:aws:logs:{{Region}}:{{Account}}:log-group:/aws/lambda/api:log-stream:*"},
                  {"Effect":"Allow","Action":["xray:PutTraceSegments","xray:PutTelemetryRecords"],"Resource":"*"},
                  {"Effect":"Deny","Action":"s3:*","Resource":"*"}]}
                """
            )
        );
        await IamAsync(
            "AttachRolePolicy",
            ("RoleName", "lambda"),
            ("PolicyArn", "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole")
        );
        await SetUpAsync();
        var report = await ReportAsync("/lambda");

        Assert.Equal(
            [
                $"sqs:SendMessage {QueueArn("other")}: was not used with it",
                "sqs:PurgeQueue : nothing called it",
                "dynamodb:* : is wider than what was called dynamodb:GetItem",
                $"dynamodb:* *: is wider than what was used arn:aws:dynamodb:{Region}:{Account}:table/orders",
            ],
            report.Beyond!.Select(e => $"{e.Action} {e.Resource}: {e.Why} {string.Join(',', e.Used)}".TrimEnd())
        );
        Assert.Equal(["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"], report.Lacking!.Select(p => p.Action));
        Assert.Equal(2, report.NotCompared!.Count);
        Assert.Contains(report.NotCompared, n => n.Contains("AWSLambdaBasicExecutionRole", StringComparison.Ordinal));
        Assert.Contains("function: Deny", report.NotCompared);
    }

    [Fact]
    public async Task A_policy_that_was_made_covers_what_it_was_made_of()
    {
        await SetUpAsync();
        var report = await ReportAsync($"/{Uri.EscapeDataString(Role)}");
        var document = JsonNode.Parse(
            JsonSerializer
                .Serialize(report.Policy, PolicyJson.Default.PolicyDocument)
                .Replace("${AWS::Partition}", "aws", StringComparison.Ordinal)
                .Replace("${AWS::Region}", Region, StringComparison.Ordinal)
                .Replace("${AWS::AccountId}", Account, StringComparison.Ordinal)
        );
        var compared = report.Against([.. GrantedStatement.Of("least", document)], []);
        Assert.Empty(compared.Lacking!);
        Assert.Empty(compared.Beyond!);
    }

    [Fact]
    public async Task What_was_before_since_is_not_allowed()
    {
        await SetUpAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        var report = await ReportAsync($"?function=api&since={Uri.EscapeDataString(Clock.GetUtcNow().ToString("O"))}");
        Assert.DoesNotContain(report.Evidence, e => e.Action == "sqs:SendMessage");
        Assert.Contains(report.Evidence, e => e.Action == "sqs:ReceiveMessage");
    }

    [Fact]
    public async Task Roles_are_listed_and_an_unknown_one_is_said_to_be()
    {
        await SetUpAsync();
        var roles = JsonSerializer.Deserialize(
            await Http.GetStringAsync("/_localcloud/policies", TestContext.Current.CancellationToken),
            PolicyJson.Default.RoleList
        )!;
        Assert.Contains(roles.Roles, r => r.Role == Role && r.Functions.Contains("api") && r.Calls > 0);
        foreach (
            var (path, what) in ((string, string)[])
                [("/nobody", "nobody"), ("?function=none", "none"), ("?function=api&since=then", "then")]
        )
        {
            using var answer = await Http.GetAsync($"/_localcloud/policies{path}", TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest);
            Assert.Contains(
                what,
                (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"],
                StringComparison.Ordinal
            );
        }
    }

    /// <summary>A function that sends to one queue, reads a table that is not there, and gets its events from another queue.</summary>
    private async Task SetUpAsync()
    {
        var jobs = (await Sqs.CreateQueueAsync("jobs")).QueueUrl;
        await Sqs.CreateQueueAsync("work");
        // As a template has it: a function's role need not be able to make it
        using var group = JsonDocument.Parse("""{"logGroupName":"/aws/lambda/api"}""");
        await Host.InvokeAsync(new(Account, Region), "logs", "CreateLogGroup", group.RootElement, TestContext.Current.CancellationToken);
        await CreateAsync(
            "api",
            $$"""
            {{UsageOfFunctionsTests.Calls}}
            exports.handler = async () => [
              (await call('sqs', 'AmazonSQS.SendMessage', { QueueUrl: '{{jobs}}', MessageBody: 'x' })).status,
              (await call('sqs', 'AmazonSQS.SendMessageBatch', { QueueUrl: '{{jobs}}', Entries: [{ Id: '1', MessageBody: 'x' }] })).status,
              (await call('dynamodb', 'DynamoDB_20120810.GetItem', { TableName: 'orders', Key: { id: { S: '1' } } })).status,
              (await call('sts', 'none.none', {})).status ];
            """,
            "\"TracingConfig\":{\"Mode\":\"Active\"}"
        );
        await DoAsync("POST", "/2015-03-31/event-source-mappings", $$"""{"EventSourceArn":"{{QueueArn("work")}}","FunctionName":"api"}""");
        Assert.StartsWith("[200,200,400,", (await InvokeAsync("api")).Text, StringComparison.Ordinal);
    }

    private async Task IamAsync(string action, params (string Name, string Value)[] parameters)
    {
        using var response = await CallerOf(Account, "us-east-1").QueryAsync("iam", "2010-05-08", action, parameters);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<PolicyReport> ReportAsync(string path)
    {
        using var answer = await Http.GetAsync($"/_localcloud/policies{path}", TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize(text, PolicyJson.Default.PolicyReport)!;
    }

    private static IEnumerable<string> Lines(PolicyReport report) =>
        report.Policy.Statement.Select(s => $"{string.Join(',', s.Action)} on {string.Join(',', s.Resource)}");
}
