using LocalCloud.Aws.S3;
using LocalCloud.Aws.S3.Bodies;

namespace LocalCloud.Aws.Lambda.Code;

/// <summary>Where a package comes from: the request itself or a bucket.</summary>
internal sealed record CodeSource(byte[]? ZipFile, string? S3Bucket, string? S3Key, string? S3ObjectVersion)
{
    public static Member<T> Bucket<T>(Func<T, object?> get, string name) => Must.Member(name, get).Length(3, 63);

    public static Member<T> Key<T>(Func<T, object?> get, string name) => Must.Member(name, get).Length(1, 1024);

    /// <summary>The package, checked.</summary>
    public async ValueTask<Result<byte[]>> ReadAsync(Host host, Scope scope, CancellationToken cancellation)
    {
        if (ZipFile is not null && (S3Bucket ?? S3Key ?? S3ObjectVersion) is not null)
            return LambdaErrors.Invalid("Please do not provide other FunctionCode parameters when providing a ZipFile.");
        if (ZipFile is null && (S3Bucket is null || S3Key is null))
            return S3Bucket is null && S3Key is null
                ? LambdaErrors.Invalid("Please provide a source for function code.")
                : LambdaErrors.Invalid(
                    S3Bucket is null ? "S3Bucket is required when S3Key is provided." : "S3Key is required when S3Bucket is provided."
                );
        var zip = ZipFile;
        if (zip is null)
        {
            var read = await ReadObjectAsync(host, scope, cancellation).ConfigureAwait(false);
            if (!read.Ok(out zip, out var missing))
                return missing;
        }
        if (zip.Length == 0)
            return LambdaErrors.Invalid("Uploaded file must be a non-empty zip");
        return PackageArchive.Check(zip) is { } error ? error : zip;
    }

    private async ValueTask<Result<byte[]>> ReadObjectAsync(Host host, Scope scope, CancellationToken cancellation)
    {
        var service = host.Service<S3Service>();
        var state = service.StateOf(scope);
        var segments = host.Read(state, Result<IReadOnlyList<Segment>> (s) =>
        {
            if (!s.TryGetBucket(S3Bucket!, out var bucket))
                return Failed("NoSuchBucket", "The specified bucket does not exist");
            if (S3ObjectVersion is not (null or "null"))
                return Failed("NoSuchVersion", "The specified version does not exist.");
            if (!bucket.Objects.TryGet(S3Key!, out var stored))
                return Failed("NoSuchKey", "The specified key does not exist.");
            // Held while it is read, so that its files cannot go
            s.Bodies.Retain(stored.Segments);
            return Result<IReadOnlyList<Segment>>.Of([.. stored.Segments]);
        });
        if (!segments.Ok(out var files, out var error))
            return error;
        try
        {
            using var zip = new MemoryStream();
            foreach (var segment in files)
            {
                var bytes = new byte[segment.Length];
                using var handle = File.OpenHandle(state.Bodies.PathOf(segment.File), options: FileOptions.Asynchronous);
                for (var read = 0; read < bytes.Length; )
                    read += await RandomAccess
                        .ReadAsync(handle, bytes.AsMemory(read), segment.Offset + read, cancellation)
                        .ConfigureAwait(false);
                zip.Write(bytes);
            }
            return zip.ToArray();
        }
        finally
        {
            state.Bodies.Release(files);
        }
    }

    private static AwsError Failed(string code, string message) =>
        LambdaErrors.Invalid($"Error occurred while GetObject. S3 Error Code: {code}. S3 Error Message: {message}");
}
