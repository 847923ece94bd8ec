using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class LambdaEventInvokeConfig()
    : ResourceType(
        "AWS::Lambda::EventInvokeConfig",
        new("FunctionName", Shape.Text) { Required = true, Replacement = true },
        new("Qualifier", Shape.Text) { Required = true, Replacement = true },
        new("DestinationConfig", Shape.Object(new("OnSuccess", Destination), new("OnFailure", Destination))),
        new("MaximumEventAgeInSeconds", Shape.Integer),
        new("MaximumRetryAttempts", Shape.Integer)
    )
{
    private static Shape Destination => Shape.Object(new Property("Destination", Shape.Text) { Required = true });

    public override IReadOnlyList<string> Attributes => [];

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var put = await call.InvokeAsync("lambda", "PutFunctionEventInvokeConfig", call.Properties.DeepClone().AsObject())
            .ConfigureAwait(false);
        return put.Error is { } error
            ? error
            : new ResourceValues(
                $"{Scalars.Member(call.Properties, "FunctionName")}|{Scalars.Member(call.Properties, "Qualifier")}",
                new Dictionary<string, string>()
            );
    }

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) => CreateAsync(call);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("lambda", "DeleteFunctionEventInvokeConfig", existing.Properties.Pick("FunctionName", "Qualifier"))
                .ConfigureAwait(false),
            "ResourceNotFoundException"
        );
}
