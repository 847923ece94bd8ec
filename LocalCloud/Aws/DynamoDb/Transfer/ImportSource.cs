using LocalCloud.Aws.Metering;
using LocalCloud.Aws.S3;
using LocalCloud.Aws.S3.Protocol;
using Microsoft.AspNetCore.Http.Features;

namespace LocalCloud.Aws.DynamoDb.Transfer;

/// <summary>The objects of a bucket whose keys begin with a prefix.</summary>
internal static class ImportSource
{
    public static Result<List<string>> Keys(Context context, S3BucketSource source)
    {
        var state = context.Host.Service<S3Service>().StateOf(context.Scope, source.S3Bucket);
        return context.Host.Read(state, s =>
            s.TryGetBucket(source.S3Bucket!, out var bucket)
                ? bucket
                    .Objects.From(source.S3KeyPrefix ?? "")
                    .Select(entry => entry.Key)
                    .TakeWhile(key => key.StartsWith(source.S3KeyPrefix ?? "", StringComparison.Ordinal))
                    .ToList()
                : (Result<List<string>>)new AwsError("NoSuchBucket", "The specified bucket does not exist", 404)
        );
    }

    public static async ValueTask<Result<byte[]>> ReadAsync(Context context, S3BucketSource source, string key)
    {
        var call = new S3Call("GET", source.S3Bucket!, key)
        {
            Headers = [("x-amz-expected-bucket-owner", source.S3BucketOwner)],
            Caller = context.Caller,
        };
        var answer = await call.SendAsync(context.Host, context.Scope, context.Cancellation).ConfigureAwait(false);
        using var content = answer.Object;
        if (content is null)
            return answer.Error is { } error ? new AwsError(error.Code, error.Message, error.Status) : answer.Content.ToArray();
        using var bytes = new MemoryStream();
        var http = new DefaultHttpContext();
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(bytes));
        await content.SendAsync(http.Response, context.Cancellation).ConfigureAwait(false);
        await http.Response.CompleteAsync().ConfigureAwait(false);
        return bytes.ToArray();
    }
}
