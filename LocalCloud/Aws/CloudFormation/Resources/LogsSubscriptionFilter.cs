using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class LogsSubscriptionFilter()
    : ResourceType(
        "AWS::Logs::SubscriptionFilter",
        [
            new("LogGroupName", Shape.Text) { Required = true, Replacement = true },
            new("FilterName", Shape.Text) { Replacement = true },
            new("FilterPattern", Shape.Text) { Required = true },
            new("DestinationArn", Shape.Text) { Required = true },
            new("RoleArn", Shape.Text),
            new("Distribution", Shape.Text),
            .. Property.Keep("ApplyOnTransformedLogs", "EmitSystemFields", "FieldSelectionCriteria"),
        ]
    )
{
    public override IReadOnlyList<string> Attributes => [];

    public override string NameProperty => "FilterName";

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => PutAsync(call);

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) => PutAsync(call);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync(
                    "logs",
                    "DeleteSubscriptionFilter",
                    new() { ["logGroupName"] = Scalars.Member(existing.Properties, "LogGroupName"), ["filterName"] = existing.PhysicalId }
                )
                .ConfigureAwait(false),
            "ResourceNotFoundException"
        );

    private static async ValueTask<Result<ResourceValues>> PutAsync(ResourceCall call)
    {
        var put = await call.InvokeAsync(
                "logs",
                "PutSubscriptionFilter",
                new()
                {
                    ["logGroupName"] = Scalars.Member(call.Properties, "LogGroupName"),
                    ["filterName"] = call.PhysicalName,
                    ["filterPattern"] = Scalars.Member(call.Properties, "FilterPattern"),
                    ["destinationArn"] = Scalars.Member(call.Properties, "DestinationArn"),
                    ["roleArn"] = Scalars.Member(call.Properties, "RoleArn"),
                    ["distribution"] = Scalars.Member(call.Properties, "Distribution"),
                }
            )
            .ConfigureAwait(false);
        return put.Ok(out _, out var error) ? new ResourceValues(call.PhysicalName, new Dictionary<string, string>()) : error;
    }
}
