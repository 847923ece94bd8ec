using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

internal static class DeleteBucket
{
    public static readonly S3Operation Definition = new("DeleteBucket", "DELETE", S3Level.Bucket, null, Handle);

    private static ValueTask<S3Answer> Handle(S3Request request) =>
        request.ChangeStateAsync((state, changes) => Apply(state, changes, request.Bucket));

    internal static S3Answer Apply(S3State state, Changes changes, string name)
    {
        if (!state.TryGetBucket(name, out var bucket))
            return S3Error.NoSuchBucket(name);
        if (!bucket.IsEmpty)
            return new S3Error(
                "BucketNotEmpty",
                bucket.Versioning is null
                    ? "The bucket you tried to delete is not empty"
                    : "The bucket you tried to delete is not empty. You must delete all versions in the bucket.",
                409,
                ("BucketName", name)
            );
        state.Delete(changes, bucket);
        return S3Answer.Empty(204);
    }
}
