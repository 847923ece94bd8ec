using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Lambda;

/// <summary>Functions as targets of other services.</summary>
public class TargetTests : LambdaTest
{
    private readonly Gate _gate = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _gate.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_rule_invokes_a_function()
    {
        await CreateAsync("work", AsksGate(_gate));
        await EventsAsync("PutRule", """{"Name":"r","EventPattern":"{\"source\":[\"shop\"]}"}""");
        var put = await EventsAsync("PutTargets", $$"""{"Rule":"r","Targets":[{"Id":"f","Arn":"{{Arn("work")}}"}]}""");
        Assert.Equal(0, (int?)put["FailedEntryCount"]);
        await EventsAsync("PutEvents", """{"Entries":[{"Source":"shop","DetailType":"Sold","Detail":"{\"n\":1}"}]}""");
        using var visitor = await _gate.NextAsync();
        Assert.Equal(("Sold", 1), ((string?)visitor.Event!["detail-type"], (int?)visitor.Event["detail"]!["n"]));
        await visitor.AnswerAsync("ok");
    }

    [Theory]
    [InlineData("event")]
    [InlineData("message")]
    public async Task The_trace_of_the_request_reaches_the_function(string by)
    {
        const string Trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        await CreateAsync("work", AsksGate(_gate).Replace("event })", "event: process.env._X_AMZN_TRACE_ID })", StringComparison.Ordinal));
        var traced = ("X-Amzn-Trace-Id", Trace);
        HttpResponseMessage sent;
        if (by == "event")
        {
            await EventsAsync("PutRule", """{"Name":"r","EventPattern":"{\"source\":[\"shop\"]}"}""");
            await EventsAsync("PutTargets", $$"""{"Rule":"r","Targets":[{"Id":"f","Arn":"{{Arn("work")}}"}]}""");
            sent = await Aws.JsonAsync(
                "events",
                "AWSEvents.PutEvents",
                """{"Entries":[{"Source":"shop","DetailType":"Sold","Detail":"{}"}]}""",
                headers: traced
            );
        }
        else
        {
            await SnsAsync("Action=CreateTopic&Name=news");
            var topic = $"arn:aws:sns:{Region}:{Account}:news";
            await SnsAsync($"Action=Subscribe&TopicArn={topic}&Protocol=lambda&Endpoint={Arn("work")}");
            sent = await Aws.QueryAsync("sns", $"Action=Publish&Version=2010-03-31&TopicArn={topic}&Message=hello", traced);
        }
        using var _ = sent;
        Assert.True(sent.IsSuccessStatusCode);
        using var visitor = await _gate.NextAsync();
        Assert.Equal(Trace, (string?)visitor.Event);
        await visitor.AnswerAsync("ok");
    }

    [Fact]
    public async Task A_topic_invokes_a_function()
    {
        await CreateAsync("work", AsksGate(_gate));
        await SnsAsync("Action=CreateTopic&Name=news");
        var topic = $"arn:aws:sns:{Region}:{Account}:news";
        await SnsAsync($"Action=Subscribe&TopicArn={topic}&Protocol=lambda&Endpoint={Arn("work")}");
        await SnsAsync($"Action=Publish&TopicArn={topic}&Message=extra&Subject=hot");
        using var visitor = await _gate.NextAsync();
        var record = Assert.Single(visitor.Event!["Records"]!.AsArray())!;
        Assert.Equal(
            ("aws:sns", "extra", "hot"),
            ((string?)record["EventSource"], (string?)record["Sns"]!["Message"], (string?)record["Sns"]!["Subject"])
        );
        Assert.Equal("{}", record["Sns"]!["MessageAttributes"]!.ToJsonString());
        await visitor.AnswerAsync("ok");
    }

    [Fact]
    public async Task An_alarm_on_a_queue_invokes_a_function()
    {
        await CreateAsync("work", AsksGate(_gate));
        var dead = (await Sqs.CreateQueueAsync("dead")).QueueUrl;
        await JsonAsync(
            "monitoring",
            "GraniteServiceVersion20100801.PutMetricAlarm",
            $$"""
            {"AlarmName":"dead","AlarmDescription":"something is lost","Namespace":"AWS/SQS",
             "MetricName":"ApproximateNumberOfMessagesVisible",
             "Dimensions":[{"Name":"QueueName","Value":"dead"}],"Statistic":"Maximum","Period":60,"EvaluationPeriods":1,"Threshold":0,
             "ComparisonOperator":"GreaterThanThreshold","AlarmActions":["{{Arn("work")}}"]}
            """
        );
        await Sqs.SendMessageAsync(dead, "lost");
        Clock.Advance(TimeSpan.FromMinutes(1));
        using var visitor = await _gate.NextAsync();
        var told = visitor.Event!;
        Assert.Equal(
            ("aws.cloudwatch", $"arn:aws:cloudwatch:{Region}:{Account}:alarm:dead", Account, Region, "2026-01-01T00:01:00.000+0000"),
            ((string?)told["source"], (string?)told["alarmArn"], (string?)told["accountId"], (string?)told["region"], (string?)told["time"])
        );
        var data = told["alarmData"]!;
        Assert.Equal(
            ("dead", "ALARM", "INSUFFICIENT_DATA", "Unchecked: Initial alarm creation"),
            (
                (string?)data["alarmName"],
                (string?)data["state"]!["value"],
                (string?)data["previousState"]!["value"],
                (string?)data["previousState"]!["reason"]
            )
        );
        Assert.Equal(1, (int?)JsonNode.Parse((string)data["state"]!["reasonData"]!)!["recentDatapoints"]![0]);
        Assert.Equal("something is lost", (string?)data["configuration"]!["description"]);
        var metric = Assert.Single(data["configuration"]!["metrics"]!.AsArray())!;
        const string Metric = """{"namespace":"AWS/SQS","name":"ApproximateNumberOfMessagesVisible","dimensions":{"QueueName":"dead"}}""";
        Assert.Equal($$"""{"metric":{{Metric}},"period":60,"stat":"Maximum"}""", metric["metricStat"]!.ToJsonString());
        Assert.True((bool)metric["returnData"]!);
        await visitor.AnswerAsync("ok");
    }

    [Fact]
    public async Task A_template_makes_a_function_with_all_that_belongs_to_it()
    {
        await Sqs.CreateQueueAsync("jobs");
        const string Template = """
            Resources:
              Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Statement: [] } } }
              Function:
                Type: AWS::Lambda::Function
                Properties:
                  Runtime: nodejs20.x
                  Handler: index.handler
                  Role: !GetAtt Role.Arn
                  Timeout: 5
                  Environment: { Variables: { GREETING: hello } }
                  Code: { ZipFile: "exports.handler = async e => process.env.GREETING + ' ' + (e.name ?? 'nobody');" }
              Version: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref Function } }
              Live: { Type: AWS::Lambda::Alias,
                Properties: { FunctionName: !Ref Function, Name: live, FunctionVersion: !GetAtt Version.Version } }
              Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Live, AuthType: NONE } }
              Allowed: { Type: AWS::Lambda::Permission,
                Properties: { FunctionName: !Ref Function, Action: lambda:InvokeFunction, Principal: events.amazonaws.com } }
              Retries: { Type: AWS::Lambda::EventInvokeConfig,
                Properties: { FunctionName: !Ref Function, Qualifier: $LATEST, MaximumRetryAttempts: 1 } }
              Jobs: { Type: AWS::Lambda::EventSourceMapping,
                Properties: { FunctionName: !GetAtt Function.Arn,
                EventSourceArn: !Sub "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:jobs" } }
            """;
        await CloudFormationAsync("CreateStack", "shop", Template);
        var functions = await DoAsync("GET", "/2015-03-31/functions");
        var name = (string)Assert.Single(functions["Functions"]!.AsArray())!["FunctionName"]!;
        Assert.StartsWith("shop-Function-", name);
        Assert.Equal("\"hello you\"", (await InvokeAsync(name, """{"name":"you"}""", "?Qualifier=live")).Text);
        Assert.Single((await DoAsync("GET", "/2015-03-31/event-source-mappings"))["EventSourceMappings"]!.AsArray());
        Assert.Equal(1, (int?)(await DoAsync("GET", $"/2019-09-25/functions/{name}/event-invoke-config"))["MaximumRetryAttempts"]);

        await CloudFormationAsync("UpdateStack", "shop", Template.Replace("hello", "bye", StringComparison.Ordinal));
        Assert.Equal("\"bye nobody\"", (await InvokeAsync(name)).Text);
        await CloudFormationAsync("DeleteStack", "shop", null);
        Assert.Empty((await DoAsync("GET", "/2015-03-31/functions"))["Functions"]!.AsArray());
    }

    private async Task CloudFormationAsync(string operation, string stack, string? template)
    {
        await QueryAsync(
            $"Action={operation}&Version=2010-05-15&StackName={stack}{(template is null ? "" : $"&Capabilities.member.1=CAPABILITY_IAM&TemplateBody={Uri.EscapeDataString(template)}")}",
            "cloudformation"
        );
        for (var status = ""; !status.Contains("_COMPLETE</StackStatus>", StringComparison.Ordinal); )
        {
            status = await QueryAsync(
                $"Action=DescribeStacks&Version=2010-05-15&StackName={stack}",
                "cloudformation",
                mayFail: operation == "DeleteStack"
            );
            if (status.Length == 0)
                return;
            Assert.DoesNotContain("ROLLBACK", status);
        }
    }

    private async Task<string> QueryAsync(string form, string service, bool mayFail = false)
    {
        using var response = await Aws.QueryAsync(service, form);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode || mayFail, text);
        return response.IsSuccessStatusCode ? text : "";
    }

    private Task<string> SnsAsync(string form) => QueryAsync(form + "&Version=2010-03-31", "sns");

    private Task<JsonNode> EventsAsync(string operation, string input) => JsonAsync("events", $"AWSEvents.{operation}", input);

    private async Task<JsonNode> JsonAsync(string service, string target, string input)
    {
        using var response = await Aws.JsonAsync(service, target, input);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
