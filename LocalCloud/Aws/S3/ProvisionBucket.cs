using System.Text.Json.Serialization;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3;

/// <summary>
/// Buckets for callers within the process (CloudFormation), with the members that CreateBucket and DeleteBucket have on the wire.
/// </summary>
internal static class ProvisionBucket
{
    public static readonly RecordOperation Create = Operation<S3State>.DefineAsync(
        "CreateBucket",
        S3Json.Default.CreateBucketInput,
        S3Json.Default.Nothing,
        (state, input, context) => ChangeAsync(state, (s, changes) =>
            {
                var region = context.Scope.Region;
                return CreateBucket.Apply(
                    s,
                    changes,
                    input.Bucket,
                    region,
                    input.CreateBucketConfiguration?.LocationConstraint ?? (region == "us-east-1" ? null : region),
                    [],
                    DateTimeOffset.FromUnixTimeSeconds(context.Now.ToUnixTimeSeconds())
                );
            })
    );

    public static readonly RecordOperation Delete = Operation<S3State>.DefineAsync(
        "DeleteBucket",
        S3Json.Default.DeleteBucketInput,
        S3Json.Default.Nothing,
        (state, input, _) => ChangeAsync(state, (s, changes) => DeleteBucket.Apply(s, changes, input.Bucket))
    );

    private static ValueTask<Result<Nothing>> ChangeAsync(S3State regional, Func<S3State, Changes, S3Answer> change)
    {
        var service = (S3Service)regional.Service;
        return service.Host.ChangeAsync<S3State, Nothing>(service.StateOf(regional.Scope), (state, changes) =>
            change(state, changes).Error is { } error ? new AwsError(error.Code, error.Message, error.Status) : Nothing.Instance
        );
    }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record CreateBucketInput(string Bucket, BucketLocation? CreateBucketConfiguration);

internal sealed record BucketLocation(string? LocationConstraint);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DeleteBucketInput(string Bucket);
