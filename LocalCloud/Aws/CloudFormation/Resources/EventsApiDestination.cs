using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class EventsApiDestination()
    : ResourceType(
        "AWS::Events::ApiDestination",
        new("Name", Shape.Text) { Replacement = true },
        new("ConnectionArn", Shape.Text) { Required = true },
        new("Description", Shape.Text),
        new("HttpMethod", Shape.Text) { Required = true },
        new("InvocationEndpoint", Shape.Text) { Required = true },
        new("InvocationRateLimitPerSecond", Shape.Integer)
    )
{
    public override IReadOnlyList<string> Attributes => ["Arn", "ArnForPolicy"];

    public override string NameProperty => "Name";

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var created = await call.InvokeAsync("events", "CreateApiDestination", Input(call)).ConfigureAwait(false);
        return created.Ok(out _, out var error) || (call.Resumed && error.Code == "ResourceAlreadyExistsException")
            ? await ValuesAsync(call).ConfigureAwait(false)
            : error;
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) =>
        (await call.InvokeAsync("events", "UpdateApiDestination", Input(call)).ConfigureAwait(false)).Ok(out _, out var error)
            ? await ValuesAsync(call).ConfigureAwait(false)
            : error;

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("events", "DeleteApiDestination", new() { ["Name"] = existing.PhysicalId }).ConfigureAwait(false),
            "ResourceNotFoundException"
        );

    private static JsonObject Input(ResourceCall call)
    {
        var input = call.Properties.Pick(
            "ConnectionArn",
            "Description",
            "HttpMethod",
            "InvocationEndpoint",
            "InvocationRateLimitPerSecond"
        );
        input["Name"] = call.PhysicalName;
        return input;
    }

    private static async ValueTask<Result<ResourceValues>> ValuesAsync(ResourceCall call)
    {
        if (
            !(await call.InvokeAsync("events", "DescribeApiDestination", new() { ["Name"] = call.PhysicalName }).ConfigureAwait(false)).Ok(
                out var answer,
                out var error
            )
        )
            return error;
        var arn = answer.Text("ApiDestinationArn");
        return new ResourceValues(
            call.PhysicalName,
            new Dictionary<string, string> { ["Arn"] = arn, ["ArnForPolicy"] = arn[..arn.LastIndexOf('/')] }
        );
    }
}
