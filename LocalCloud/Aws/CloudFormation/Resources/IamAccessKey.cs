using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>Fn::GetAtt SecretAccessKey is the one way to its secret, as on AWS.</summary>
internal sealed class IamAccessKey()
    : ResourceType(
        "AWS::IAM::AccessKey",
        new("UserName", Shape.Text) { Required = true, Replacement = true },
        new("Serial", Shape.Integer) { Replacement = true },
        new("Status", Shape.Text)
    )
{
    public override IReadOnlyList<string> Attributes => ["SecretAccessKey"];

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var user = Scalars.Member(call.Properties, "UserName")!;
        if (
            !(await call.InvokeAsync("iam", "CreateAccessKey", new() { ["UserName"] = user }).ConfigureAwait(false)).Ok(
                out var answer,
                out var error
            )
        )
            return error;
        var key = answer.GetProperty("AccessKey");
        var values = new ResourceValues(
            key.Text("AccessKeyId"),
            new Dictionary<string, string> { ["SecretAccessKey"] = key.Text("SecretAccessKey") }
        );
        return await SetAsync(call, values).ConfigureAwait(false);
    }

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) =>
        SetAsync(call, existing.Values);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync(
                    "iam",
                    "DeleteAccessKey",
                    new() { ["UserName"] = Scalars.Member(existing.Properties, "UserName"), ["AccessKeyId"] = existing.PhysicalId }
                )
                .ConfigureAwait(false),
            "NoSuchEntity"
        );

    private static async ValueTask<Result<ResourceValues>> SetAsync(ResourceCall call, ResourceValues values)
    {
        var status = Scalars.Member(call.Properties, "Status") ?? "Active";
        var updated = await call.InvokeAsync(
                "iam",
                "UpdateAccessKey",
                new()
                {
                    ["UserName"] = Scalars.Member(call.Properties, "UserName"),
                    ["AccessKeyId"] = values.Ref,
                    ["Status"] = status,
                }
            )
            .ConfigureAwait(false);
        return updated.Error is { } error ? error : values;
    }
}
