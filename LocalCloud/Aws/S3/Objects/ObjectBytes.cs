using LocalCloud.Aws.S3.Bodies;

namespace LocalCloud.Aws.S3.Objects;

/// <summary>The whole of a small object, for callers within the process.</summary>
internal static class ObjectBytes
{
    /// <param name="most">In bytes; a larger object is refused without being read.</param>
    public static async ValueTask<Result<byte[]>> ReadAsync(
        Host host,
        Scope scope,
        string bucket,
        string key,
        long most,
        CancellationToken cancellation
    )
    {
        var state = host.Service<S3Service>().StateOf(scope);
        var held = host.Read(state, Result<StoredObject> (s) =>
        {
            if (!s.TryGetBucket(bucket, out var found))
                return new AwsError("NoSuchBucket", "The specified bucket does not exist", 404);
            if (!found.Objects.TryGet(key, out var stored))
                return new AwsError("NoSuchKey", "The specified key does not exist.", 404);
            if (stored.Size > most)
                return new AwsError("EntityTooLarge", $"The object has {stored.Size} bytes; {most} are allowed.");
            if (stored.Seal is not null)
                return new AwsError("InvalidRequest", "The object was stored with a customer's key (SSE-C), without which it is not read.");
            // Held while it is read, so that its files cannot go.
            s.Bodies.Retain(stored.Segments);
            return stored;
        });
        if (!held.Ok(out var content, out var error))
            return error;
        try
        {
            var bytes = new byte[content.Size];
            var at = 0;
            foreach (var segment in content.Segments)
            {
                using var file = File.OpenHandle(state.Bodies.PathOf(segment.File), options: FileOptions.Asynchronous);
                for (var read = 0; read < segment.Length; )
                    read += await RandomAccess
                        .ReadAsync(file, bytes.AsMemory(at + read, (int)segment.Length - read), segment.Offset + read, cancellation)
                        .ConfigureAwait(false);
                at += (int)segment.Length;
            }
            return bytes;
        }
        finally
        {
            state.Bodies.Release(content.Segments);
        }
    }
}
