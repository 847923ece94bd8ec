using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class SchedulerSchedule()
    : ResourceType(
        "AWS::Scheduler::Schedule",
        new("Name", Shape.Text) { Replacement = true },
        new("GroupName", Shape.Text) { Replacement = true },
        new("Description", Shape.Text),
        new("EndDate", Shape.Text),
        new("FlexibleTimeWindow", Shape.Object(new("Mode", Shape.Text) { Required = true }, new("MaximumWindowInMinutes", Shape.Integer)))
        {
            Required = true,
        },
        new("KmsKeyArn", Shape.Text),
        new("ScheduleExpression", Shape.Text) { Required = true },
        new("ScheduleExpressionTimezone", Shape.Text),
        new("StartDate", Shape.Text),
        new("State", Shape.Text),
        new(
            "Target",
            Shape.Object([
                new("Arn", Shape.Text) { Required = true },
                new("RoleArn", Shape.Text) { Required = true },
                new("Input", Shape.Text),
                new("DeadLetterConfig", Shape.Object(new Property("Arn", Shape.Text))),
                new(
                    "RetryPolicy",
                    Shape.Object(new("MaximumEventAgeInSeconds", Shape.Integer), new("MaximumRetryAttempts", Shape.Integer))
                ),
                new("SqsParameters", Shape.Object(new Property("MessageGroupId", Shape.Text))),
                new(
                    "EventBridgeParameters",
                    Shape.Object(new("DetailType", Shape.Text) { Required = true }, new("Source", Shape.Text) { Required = true })
                ),
                .. Property.Refuse(
                    "there is no service here that it is for",
                    "EcsParameters",
                    "KinesisParameters",
                    "SageMakerPipelineParameters"
                ),
            ])
        )
        {
            Required = true,
        }
    )
{
    public override IReadOnlyList<string> Attributes => ["Arn"];

    public override string NameProperty => "Name";

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var created = await call.InvokeAsync("scheduler", "CreateSchedule", Input(call)).ConfigureAwait(false);
        return created.Ok(out _, out var error) || (call.Resumed && error.Code == "ConflictException") ? Values(call) : error;
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        var updated = await call.InvokeAsync("scheduler", "UpdateSchedule", Input(call)).ConfigureAwait(false);
        return updated.Ok(out _, out var error) ? Values(call) : error;
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync(
                    "scheduler",
                    "DeleteSchedule",
                    existing.Properties.Pick("Name", "GroupName").With("Name", existing.PhysicalId)
                )
                .ConfigureAwait(false),
            "ResourceNotFoundException"
        );

    private static JsonObject Input(ResourceCall call)
    {
        var input = (JsonObject)call.Properties.DeepClone();
        input["Name"] = call.PhysicalName;
        foreach (var date in new[] { "StartDate", "EndDate" })
            if (
                input[date] is { } text
                && DateTimeOffset.TryParse(Scalars.Text(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            )
                input[date] = time.ToUnixTimeMilliseconds() / 1000m;
        return input;
    }

    private static ResourceValues Values(ResourceCall call) =>
        new(
            call.PhysicalName,
            new Dictionary<string, string>
            {
                ["Arn"] = call.Scope.Arn(
                    "scheduler",
                    $"schedule/{Scalars.Member(call.Properties, "GroupName") ?? "default"}/{call.PhysicalName}"
                ),
            }
        );
}
