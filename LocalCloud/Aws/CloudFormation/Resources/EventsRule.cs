using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class EventsRule()
    : ResourceType(
        "AWS::Events::Rule",
        new("Name", Shape.Text) { Replacement = true },
        new("EventBusName", Shape.Text) { Replacement = true },
        new("Description", Shape.Text),
        new("EventPattern", Shape.Json),
        new("RoleArn", Shape.Text),
        new("ScheduleExpression", Shape.Text),
        new("State", Shape.Text),
        new("Tags", Shape.Tags),
        new("Targets", Shape.List(Target))
    )
{
    private static readonly TagOperations Tagging = new("events", "ResourceARN");

    private static Shape Target =>
        Shape.Object([
            new("Id", Shape.Text) { Required = true },
            new("Arn", Shape.Text) { Required = true },
            new("DeadLetterConfig", Shape.Object(new Property("Arn", Shape.Text))),
            new(
                "HttpParameters",
                Shape.Object(
                    new("PathParameterValues", Shape.List(Shape.Text)),
                    new("HeaderParameters", Shape.Map(Shape.Text)),
                    new("QueryStringParameters", Shape.Map(Shape.Text))
                )
            ),
            new("Input", Shape.Text),
            new("InputPath", Shape.Text),
            new(
                "InputTransformer",
                Shape.Object(new("InputPathsMap", Shape.Map(Shape.Text)), new("InputTemplate", Shape.Text) { Required = true })
            ),
            new("RetryPolicy", Shape.Object(new("MaximumEventAgeInSeconds", Shape.Integer), new("MaximumRetryAttempts", Shape.Integer))),
            new("RoleArn", Shape.Text),
            new("SqsParameters", Shape.Object(new Property("MessageGroupId", Shape.Text) { Required = true })),
            .. Property.Refuse(
                "there is no service here that it is for",
                "AppSyncParameters",
                "BatchParameters",
                "EcsParameters",
                "KinesisParameters",
                "RedshiftDataParameters",
                "RunCommandParameters",
                "SageMakerPipelineParameters"
            ),
        ]);

    public override IReadOnlyList<string> Attributes => ["Arn"];

    public override string NameProperty => "Name";

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        // PutRule would change the rule of that name where there is one; it would not be this stack's.
        if (!call.Resumed && (await call.InvokeAsync("events", "DescribeRule", Rule(call, "Name")).ConfigureAwait(false)).Ok(out _, out _))
            return call.AlreadyExists(Name);
        var made = await PutAsync(call, noLonger: []).ConfigureAwait(false);
        if (made.Error is { } error && !call.Resumed)
        {
            await RemoveTargetsAsync(call, TargetIds(call.Properties)).ConfigureAwait(false);
            await call.InvokeAsync("events", "DeleteRule", Rule(call, "Name")).ConfigureAwait(false);
            return error;
        }
        return made;
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        var put = await PutAsync(call, TargetIds(existing.Properties).Except(TargetIds(call.Properties))).ConfigureAwait(false);
        if (!put.Ok(out var values, out _))
            return put;
        // PutRule takes tags of a new rule only (docs: PutRule)
        return await Tagging.UpdateAsync(call, existing, values.Attributes["Arn"]).ConfigureAwait(false) is { } failed ? failed : put;
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        if (
            Inputs
                .Deleted(await RemoveTargetsAsync(call, TargetIds(existing.Properties)).ConfigureAwait(false), "ResourceNotFoundException")
                .Error is
            { } error
        )
            return error;
        return Inputs.Deleted(
            await call.InvokeAsync("events", "DeleteRule", Rule(call, "Name")).ConfigureAwait(false),
            "ResourceNotFoundException"
        );
    }

    private static async ValueTask<Result<ResourceValues>> PutAsync(ResourceCall call, IEnumerable<string> noLonger)
    {
        var rule = call.Properties.Pick("Description", "EventBusName", "RoleArn", "ScheduleExpression", "State", "Tags");
        rule["Name"] = call.PhysicalName;
        if (call.Properties["EventPattern"] is { } pattern)
            rule["EventPattern"] = Inputs.Document(pattern);
        if (!(await call.InvokeAsync("events", "PutRule", rule).ConfigureAwait(false)).Ok(out var answer, out var error))
            return error;

        if (call.Properties["Targets"] is JsonArray { Count: > 0 } targets)
        {
            var input = Rule(call, "Rule");
            input["Targets"] = targets.DeepClone();
            if (!(await call.InvokeAsync("events", "PutTargets", input).ConfigureAwait(false)).Ok(out var put, out error))
                return error;
            if (FirstFailure(put) is { } refused)
                return refused;
        }
        if (!(await RemoveTargetsAsync(call, noLonger).ConfigureAwait(false)).Ok(out _, out error))
            return error;
        // Ref of a rule on a bus of one's own names both (docs: AWS::Events::Rule, Return values).
        var bus = Scalars.Member(call.Properties, "EventBusName");
        return new ResourceValues(
            bus is null or "default" ? call.PhysicalName : $"{bus}|{call.PhysicalName}",
            new Dictionary<string, string> { ["Arn"] = answer.Text("RuleArn") }
        );
    }

    /// <summary>PutTargets answers with success even where it refused a target.</summary>
    private static AwsError? FirstFailure(JsonElement answer) =>
        answer.TryGetProperty("FailedEntries", out var failed) && failed.ValueKind == JsonValueKind.Array && failed.GetArrayLength() > 0
            ? new(failed[0].Text("ErrorCode"), $"{failed[0].Text("ErrorMessage")} (target {failed[0].Text("TargetId")})")
            : null;

    private static async ValueTask<Result<JsonElement>> RemoveTargetsAsync(ResourceCall call, IEnumerable<string> ids)
    {
        var input = Rule(call, "Rule");
        var list = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]);
        if (list.Count == 0)
            return default(JsonElement);
        input["Ids"] = list;
        return await call.InvokeAsync("events", "RemoveTargets", input).ConfigureAwait(false);
    }

    private static JsonObject Rule(ResourceCall call, string nameMember)
    {
        var input = call.Properties.Pick("EventBusName");
        input[nameMember] = call.PhysicalName;
        return input;
    }

    private static IEnumerable<string> TargetIds(JsonObject properties) =>
        (properties["Targets"] as JsonArray ?? []).Select(target => Scalars.Member(target, "Id")!);
}
