using System.Text.Json.Nodes;
using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Sections;

/// <summary>What calls the functions besides HTTP: queues, buses, schedules, the warm-up and the sweep of the outbox.</summary>
internal static class TriggerSection
{
    private const string Title = "Triggers";

    public static void Write(PublishPlan plan, TemplateDocument document)
    {
        var section = document.Section(Title);
        foreach (var function in plan.Functions)
        {
            foreach (var queue in function.Queues)
                Queue(section, document, function, queue);
            if (function.Bus is { } bus)
                Events(section, function, bus);
            if (function.Settings.Schedule is { } schedule)
                Rule(section, $"{function.Id}Schedule", null, function, schedule, function.Settings.ScheduleInput, "true");
        }
        var warm = document.Section("Warm-up: one environment of each function without provisioned concurrency stays warm");
        foreach (var function in plan.Functions.Where(f => f.IsWarmedUp))
            Rule(warm, $"{function.Id}WarmUp", null, function, "rate(5 minutes)", """{"source":"serverless.warmup"}""", "!Ref WarmUp");
        var sweeps = document.Section("Outbox: what a killed environment left unsent");
        foreach (var function in plan.Functions.Where(f => f.Settings.Outbox == true))
            Rule(sweeps, $"{function.Id}OutboxSweep", null, function, "rate(1 minute)", """{"source":"serverless.outbox"}""", "true");
    }

    private static void Queue(TemplateSection section, TemplateDocument document, FunctionPlan function, string queue)
    {
        var fifo = document.Find(queue)?.Properties["FifoQueue"]?.ToString() == "true";
        section.Add(
            function.Queues.Count == 1 ? $"{function.Id}Messages" : $"{function.Id}{queue}Messages",
            null,
            $$"""
            Type: AWS::Lambda::EventSourceMapping
            Properties:
              FunctionName: !Ref {{function.InvokeId}}
              EventSourceArn: !GetAtt {{queue}}.Arn
              BatchSize: {{Math.Min(function.Settings.BatchSize ?? 10, fifo ? 10 : 10000)}}
              FunctionResponseTypes: [ReportBatchItemFailures]
              ScalingConfig:
                MaximumConcurrency: {{function.Settings.MaximumConcurrency ?? 10}}
            """
        );
        if (function.Settings.BatchSize > 10)
            ((JsonObject)section.Resources[^1].Body["Properties"]!)["MaximumBatchingWindowInSeconds"] = 1;
    }

    /// <summary>Lambda puts there what the function could not handle, and looks for its role's leave when the queue is named.</summary>
    public static Permission ToDeadLetters(FunctionPlan function) =>
        new(["sqs:SendMessage"], [Cfn.GetAtt($"{function.Id}DeadLetters", "Arn")], ByLambda: true);

    private static void Events(TemplateSection section, FunctionPlan function, string bus)
    {
        section.Add(
            $"{function.Id}DeadLetters",
            $"Events that {function.Name} could not handle",
            """
            Type: AWS::SQS::Queue
            Properties:
              MessageRetentionPeriod: 1209600
            """
        );
        var rule = section.Add(
            $"{function.Id}Events",
            null,
            $$"""
            Type: AWS::Events::Rule
            Properties:
              EventBusName: {{(bus == "default" ? "default" : $"!Ref {bus}")}}
              Targets:
                - Id: {{YamlReader.Quoted(function.Name)}}
                  Arn: !Ref {{function.InvokeId}}
                  DeadLetterConfig:
                    Arn: !GetAtt {{function.Id}}DeadLetters.Arn
            """
        );
        rule["Properties"]!["EventPattern"] = JsonNode.Parse(function.Settings.EventPattern!);
        Permission(section, $"{function.Id}Events", function);
        section.Add(
            $"{function.Id}DeadLettersPolicy",
            null,
            $$"""
            Type: AWS::SQS::QueuePolicy
            Properties:
              Queues: [!Ref {{function.Id}}DeadLetters]
              PolicyDocument:
                Version: '2012-10-17'
                Statement:
                  - Effect: Allow
                    Principal: { Service: events.amazonaws.com }
                    Action: sqs:SendMessage
                    Resource: !GetAtt {{function.Id}}DeadLetters.Arn
                    Condition:
                      ArnEquals:
                        aws:SourceArn: !GetAtt {{function.Id}}Events.Arn
            """
        );
        section.Add(
            $"{function.Id}AsyncInvocations",
            null,
            $$"""
            Type: AWS::Lambda::EventInvokeConfig
            Properties:
              FunctionName: !Ref {{function.FunctionId}}
              Qualifier: {{YamlReader.Quoted(function.Alias)}}
              MaximumRetryAttempts: 2
              DestinationConfig:
                OnFailure:
                  Destination: !GetAtt {{function.Id}}DeadLetters.Arn
            """
        );
        section.Resources[^1].Body["DependsOn"] = function.InvokeId;
    }

    private static void Rule(
        TemplateSection section,
        string id,
        string? comment,
        FunctionPlan function,
        string schedule,
        string? input,
        string state
    )
    {
        var body = section.Add(
            id,
            comment,
            $$"""
            Type: AWS::Events::Rule
            Properties:
              ScheduleExpression: {{YamlReader.Quoted(schedule)}}
              State: ENABLED
              Targets:
                - Id: {{YamlReader.Quoted(function.Name)}}
                  Arn: !Ref {{function.InvokeId}}
            """
        );
        if (state.StartsWith('!'))
            ((JsonObject)body["Properties"]!)["State"] = Cfn.If("IsWarmUpOn", "ENABLED", "DISABLED");
        if (input is not null)
            ((JsonObject)body["Properties"]!["Targets"]![0]!)["Input"] = input;
        Permission(section, id, function);
    }

    private static void Permission(TemplateSection section, string rule, FunctionPlan function) =>
        section.Add(
            $"{rule}Permission",
            null,
            $$"""
            Type: AWS::Lambda::Permission
            Properties:
              Action: lambda:InvokeFunction
              FunctionName: !Ref {{function.InvokeId}}
              Principal: events.amazonaws.com
              SourceArn: !GetAtt {{rule}}.Arn
            """
        );
}
