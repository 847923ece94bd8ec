using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>Policies of a user or a group in a stack: Policies and ManagedPolicyArns.</summary>
/// <param name="kind">User or Group, as it stands in the names of IAM's operations and members</param>
internal sealed class IamHolder(string kind)
{
    public static readonly Shape Policies = Shape.List(
        Shape.Object(new("PolicyName", Shape.Text) { Required = true }, new("PolicyDocument", Shape.Json) { Required = true })
    );

    public async ValueTask<AwsError?> SetAsync(ResourceCall call, JsonObject before)
    {
        foreach (var arn in Arns(call.Properties).Except(Arns(before)))
            if (await InvokeAsync(call, call.PhysicalName, $"Attach{kind}Policy", ("PolicyArn", arn)).ConfigureAwait(false) is { } error)
                return error;
        foreach (var arn in Arns(before).Except(Arns(call.Properties)))
            await InvokeAsync(call, call.PhysicalName, $"Detach{kind}Policy", ("PolicyArn", arn)).ConfigureAwait(false);
        var now = Documents(call.Properties);
        foreach (var (name, document) in now)
            if (
                await InvokeAsync(call, call.PhysicalName, $"Put{kind}Policy", ("PolicyName", name), ("PolicyDocument", document))
                    .ConfigureAwait(false) is
                { } error
            )
                return error;
        foreach (var name in Documents(before).Keys.Where(name => !now.ContainsKey(name)))
            await InvokeAsync(call, call.PhysicalName, $"Delete{kind}Policy", ("PolicyName", name)).ConfigureAwait(false);
        return null;
    }

    public async ValueTask<Result<JsonElement>> RemoveAsync(ResourceCall call, string name, JsonObject properties)
    {
        foreach (var arn in Arns(properties))
            await InvokeAsync(call, name, $"Detach{kind}Policy", ("PolicyArn", arn)).ConfigureAwait(false);
        foreach (var policy in Documents(properties).Keys)
            await InvokeAsync(call, name, $"Delete{kind}Policy", ("PolicyName", policy)).ConfigureAwait(false);
        return await call.InvokeAsync("iam", $"Delete{kind}", new() { [$"{kind}Name"] = name }).ConfigureAwait(false);
    }

    public async ValueTask<AwsError?> InvokeAsync(
        ResourceCall call,
        string holder,
        string operation,
        params (string Name, string Value)[] members
    )
    {
        var input = new JsonObject { [$"{kind}Name"] = holder };
        foreach (var (name, value) in members)
            input[name] = value;
        return (await call.InvokeAsync("iam", operation, input).ConfigureAwait(false)).Error;
    }

    private static IEnumerable<string> Arns(JsonObject properties) => Names(properties, "ManagedPolicyArns");

    private static Dictionary<string, string> Documents(JsonObject properties) =>
        (properties["Policies"] as JsonArray ?? []).ToDictionary(
            p => Scalars.Member(p, "PolicyName")!,
            p => Inputs.Document(p!["PolicyDocument"]!)
        );

    public static IEnumerable<string> Names(JsonObject properties, string member) =>
        (properties[member] as JsonArray ?? []).Select(Scalars.Text);
}
