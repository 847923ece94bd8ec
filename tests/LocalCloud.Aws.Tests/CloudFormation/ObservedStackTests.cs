using System.Text.Json;
using LocalCloud.Aws.Tests.Lambda;

namespace LocalCloud.Aws.Tests.CloudFormation;

/// <summary>Subscriptions, queries, composite alarms, dashboards and rotations of stacks.</summary>
public sealed class ObservedStackTests : CloudFormationTest
{
    private const string Template = """
        Resources:
          Group: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: /app } }
          Subscription:
            Type: AWS::Logs::SubscriptionFilter
            Properties: { LogGroupName: !Ref Group, FilterPattern: ERROR,
              DestinationArn: !Sub "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:f" }
          Query: { Type: AWS::Logs::QueryDefinition, Properties: { Name: mine, QueryString: limit 1, LogGroupNames: [!Ref Group] } }
          Alarm:
            Type: AWS::CloudWatch::Alarm
            Properties: { AlarmName: child, Namespace: App, MetricName: m, Statistic: Sum, Period: 60, EvaluationPeriods: 1,
              Threshold: 1, ComparisonOperator: GreaterThanThreshold }
          Composite:
            Type: AWS::CloudWatch::CompositeAlarm
            Properties: { AlarmName: both, AlarmRule: !Sub "ALARM(${Alarm})" }
          Dashboard: { Type: AWS::CloudWatch::Dashboard, Properties: { DashboardName: main, DashboardBody: "{}" } }
          Secret: { Type: AWS::SecretsManager::Secret, Properties: { Name: db, SecretString: old } }
          Rotation:
            Type: AWS::SecretsManager::RotationSchedule
            Properties:
              SecretId: !Ref Secret
              RotationLambdaARN: !Sub "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:f"
              RotationRules: { AutomaticallyAfterDays: 7 }
        Outputs:
          Composite: { Value: !GetAtt Composite.Arn }
          Query: { Value: !GetAtt Query.QueryDefinitionId }
        """;

    [Fact]
    public async Task They_are_made_changed_and_deleted_with_their_stack()
    {
        using var gate = new Gate();
        await GatedFunction.CreateAsync(Http, Account, Region, "f", gate);
        var stack = await CreateAsync("s", Template);
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("s"));
        Assert.Equal($"arn:aws:cloudwatch:{Region}:{Account}:alarm:both", Output(stack, "Composite"));
        var filter = (await InvokeAsync("logs", "DescribeSubscriptionFilters", """{"logGroupName":"/app"}""")).GetProperty(
            "subscriptionFilters"
        )[0];
        Assert.Equal("ERROR", filter.GetProperty("filterPattern").GetString());
        var secret = await InvokeAsync("secretsmanager", "DescribeSecret", """{"SecretId":"db"}""");
        Assert.Equal(
            (true, 7),
            (
                secret.GetProperty("RotationEnabled").GetBoolean(),
                secret.GetProperty("RotationRules").GetProperty("AutomaticallyAfterDays").GetInt32()
            )
        );

        stack = await UpdateAsync(
            "s",
            Template
                .Replace("ERROR", "WARN", StringComparison.Ordinal)
                .Replace("limit 1", "limit 2", StringComparison.Ordinal)
                .Replace("\"ALARM(", "\"NOT ALARM(", StringComparison.Ordinal)
                .Replace("\"{}\"", "\"{\\\"widgets\\\":[]}\"", StringComparison.Ordinal)
        );
        Assert.True(Status(stack) == "UPDATE_COMPLETE", await ReasonsAsync("s"));
        var definition = (await InvokeAsync("logs", "DescribeQueryDefinitions", "{}")).GetProperty("queryDefinitions")[0];
        Assert.Equal(
            (Output(stack, "Query"), "limit 2"),
            (definition.GetProperty("queryDefinitionId").GetString(), definition.GetProperty("queryString").GetString())
        );
        var alarm = (await InvokeAsync("monitoring", "DescribeAlarms", """{"AlarmTypes":["CompositeAlarm"]}""")).GetProperty(
            "CompositeAlarms"
        )[0];
        Assert.Equal("ALARM", alarm.GetProperty("StateValue").GetString());
        Assert.Equal(
            """{"widgets":[]}""",
            (await InvokeAsync("monitoring", "GetDashboard", """{"DashboardName":"main"}""")).GetProperty("DashboardBody").GetString()
        );

        await CallAsync("DeleteStack", ("StackName", "s"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (
            (await InvokeAsync("monitoring", "ListDashboards", "{}")).GetProperty("DashboardEntries").GetArrayLength() > 0
            || (await InvokeAsync("monitoring", "DescribeAlarms", """{"AlarmTypes":["CompositeAlarm"]}"""))
                .GetProperty("CompositeAlarms")
                .GetArrayLength() > 0
        )
            patience.Token.ThrowIfCancellationRequested();
    }

    [Fact]
    public async Task A_rotation_by_a_function_of_AWS_is_refused_by_name()
    {
        await CreateAsync(
            "s",
            """
            Resources:
              Secret: { Type: AWS::SecretsManager::Secret }
              Rotation:
                Type: AWS::SecretsManager::RotationSchedule
                Properties: { SecretId: !Ref Secret, HostedRotationLambda: { RotationType: PostgreSQLSingleUser } }
            """,
            ("OnFailure", "DO_NOTHING")
        );
        Assert.Contains("HostedRotationLambda is not supported by LocalCloud", await ReasonsAsync("s"), StringComparison.Ordinal);
    }

    private async Task<JsonElement> InvokeAsync(string service, string operation, string input)
    {
        using var document = JsonDocument.Parse(input);
        var answer = await Host.InvokeAsync(new(Account, Region), service, operation, document.RootElement);
        Assert.True(answer.Ok(out var value, out var error), error?.Message);
        return value;
    }
}
