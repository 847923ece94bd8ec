using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>An address that takes signals. On AWS it is a presigned URL of S3; here it is a page of the emulator.</summary>
internal sealed class WaitConditionHandle() : ResourceType("AWS::CloudFormation::WaitConditionHandle")
{
    public const string Path = "/_localcloud/cloudformation/signals";

    public override IReadOnlyList<string> Attributes => [];

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) =>
        ValueTask.FromResult<Result<ResourceValues>>(
            new ResourceValues(
                $"{call.Host.Endpoint}{Path}/{call.Scope.Account}/{call.Scope.Region}/{call.Stack.Key}/{call.LogicalId}",
                new Dictionary<string, string>()
            )
        );

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) =>
        ValueTask.FromResult<Result<ResourceValues>>(existing.Values);

    public override ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        ValueTask.FromResult<Result<Nothing>>(Nothing.Instance);
}
