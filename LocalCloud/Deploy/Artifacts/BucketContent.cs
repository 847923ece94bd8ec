using Amazon.S3;
using Amazon.S3.Model;

namespace LocalCloud.Deploy.Artifacts;

/// <summary>Everything in a bucket, older versions and delete markers too.</summary>
internal static class BucketContent
{
    /// <param name="limit">At most 1,000.</param>
    public static async Task<int> CountAsync(IAmazonS3 s3, string bucket, int limit, CancellationToken cancellation) =>
        (await s3.ListVersionsAsync(new ListVersionsRequest { BucketName = bucket, MaxKeys = limit }, cancellation).ConfigureAwait(false))
            .Versions
            ?.Count
        ?? 0;

    public static async Task<int> DeleteAsync(IAmazonS3 s3, string bucket, string prefix, CancellationToken cancellation)
    {
        var deleted = 0;
        while (true)
        {
            // Always the first page: what was listed is gone when the next is asked for
            var page = await s3.ListVersionsAsync(new ListVersionsRequest { BucketName = bucket, Prefix = prefix }, cancellation)
                .ConfigureAwait(false);
            if (page.Versions is not { Count: > 0 } versions)
                return deleted;
            var answer = await s3.DeleteObjectsAsync(
                    new()
                    {
                        BucketName = bucket,
                        Objects = [.. versions.Select(v => new KeyVersion { Key = v.Key, VersionId = v.VersionId })],
                        Quiet = true,
                    },
                    cancellation
                )
                .ConfigureAwait(false);
            if (answer.DeleteErrors is [var first, ..])
                throw new DeployException($"{first.Key} in the bucket {bucket} cannot be deleted: {first.Message}");
            deleted += versions.Count;
        }
    }
}
