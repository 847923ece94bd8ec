using Amazon.S3;
using Amazon.S3.Model;
using Platform.Aws;
using Platform.Outages;

namespace Platform.Storage;

/// <summary>The application's files: one S3 bucket, private; readers get a URL that works for a while.</summary>
public interface IFileStore
{
    /// <summary>Stores the rest of <paramref name="content"/> (seekable) under the key, replacing what was there.</summary>
    Task PutAsync(string key, Stream content, string contentType, CancellationToken cancellationToken = default);

    /// <summary>The content, to be read asynchronously and disposed by the caller; null when there is no such key.</summary>
    Task<Stream?> GetAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>A presigned GET URL. Made without asking S3: it says nothing about whether the key exists.</summary>
    /// <param name="fileName">The name a browser saves it under.</param>
    string PresignGet(string key, TimeSpan lifetime, string? fileName = null);
}

internal sealed class S3FileStore(IAmazonS3 s3, AwsResources resources, TimeProvider time) : IFileStore
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Returns when S3 answers, be it that there is no such key, or that nobody may ask.</summary>
    public static async Task AskAsync(IAmazonS3 s3, AwsResources resources, CancellationToken cancellationToken)
    {
        try
        {
            await s3.GetObjectMetadataAsync(resources.FileBucketName, "probe", cancellationToken);
        }
        catch (AmazonS3Exception exception) when (Outage.Of(exception) is null) { }
    }

    public Task PutAsync(string key, Stream content, string contentType, CancellationToken cancellationToken = default) =>
        s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = resources.FileBucketName,
                Key = key,
                InputStream = content,
                ContentType = contentType,
                AutoCloseStream = false,
                AutoResetStreamPosition = false,
            },
            cancellationToken
        );

    public async Task<Stream?> GetAsync(string key, CancellationToken cancellationToken = default)
    {
        try
        {
            var response = await s3.GetObjectAsync(resources.FileBucketName, key, cancellationToken);
            return new ReadLimit(response.ResponseStream, LongestPause);
        }
        catch (AmazonS3Exception exception) when (exception.ErrorCode == "NoSuchKey")
        {
            return null;
        }
    }

    public string PresignGet(string key, TimeSpan lifetime, string? fileName = null)
    {
        var request = new GetPreSignedUrlRequest
        {
            BucketName = resources.FileBucketName,
            Key = key,
            Verb = HttpVerb.GET,
            Expires = time.GetUtcNow().Add(lifetime).UtcDateTime,
            Protocol =
                s3.Config.ServiceURL?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) == true ? Protocol.HTTP : Protocol.HTTPS,
        };
        if (fileName is not null)
        {
            request.ResponseHeaderOverrides.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        }

        return s3.GetPreSignedURL(request);
    }
}
