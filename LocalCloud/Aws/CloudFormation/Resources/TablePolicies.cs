using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>The policies of a table and of its stream.</summary>
internal static class TablePolicies
{
    public static async ValueTask<AwsError?> SetAsync(ResourceCall call, JsonObject before)
    {
        var arn = call.Scope.Arn("dynamodb", $"table/{call.PhysicalName}");
        if (await SetAsync(call, arn, call.Properties["ResourcePolicy"], before["ResourcePolicy"]).ConfigureAwait(false) is { } failed)
            return failed;
        var (wanted, had) = (call.Properties["StreamSpecification"] as JsonObject, before["StreamSpecification"] as JsonObject);
        if (wanted is null)
            return null;
        // Another view is another stream, which begins without a policy
        var same = JsonNode.DeepEquals(wanted["StreamViewType"], had?["StreamViewType"]);
        if (wanted["ResourcePolicy"] is null && (!same || had?["ResourcePolicy"] is null))
            return null;
        var described = await call.InvokeAsync("dynamodb", "DescribeTable", new() { ["TableName"] = call.PhysicalName })
            .ConfigureAwait(false);
        if (!described.Ok(out var answer, out var error))
            return error;
        return await SetAsync(
                call,
                answer.GetProperty("Table").Text("LatestStreamArn"),
                wanted["ResourcePolicy"],
                same ? had?["ResourcePolicy"] : null
            )
            .ConfigureAwait(false);
    }

    private static async ValueTask<AwsError?> SetAsync(ResourceCall call, string arn, JsonNode? wanted, JsonNode? before)
    {
        if (JsonNode.DeepEquals(wanted, before))
            return null;
        var input = new JsonObject { ["ResourceArn"] = arn };
        if (wanted is null)
            return (await call.InvokeAsync("dynamodb", "DeleteResourcePolicy", input).ConfigureAwait(false)).Error;
        input["Policy"] = Inputs.Document(wanted["PolicyDocument"]!);
        return (await call.InvokeAsync("dynamodb", "PutResourcePolicy", input).ConfigureAwait(false)).Error;
    }
}
