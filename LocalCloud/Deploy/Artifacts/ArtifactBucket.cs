using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using LocalCloud.AwsClients;
using LocalCloud.Deploy.Dist;

namespace LocalCloud.Deploy.Artifacts;

/// <summary>
/// Where packages lie for Lambda and CloudFormation to fetch: one bucket per account and region, a folder per stack, names by content.
/// </summary>
internal sealed class ArtifactBucket(AwsConnection connection, string account)
{
    public string Name { get; } = $"serverless-artifacts-{account}-{connection.Region}";

    public BucketPlace At(string stack, Artifact artifact)
    {
        var key = $"{stack}/{artifact.Hash}{artifact.Extension}";
        return new(Name, key, $"https://{Name}.s3.{connection.Region}.{connection.DnsSuffix}/{key}");
    }

    /// <summary>Made when it is missing: private, encrypted, versioned, and clean of what nobody needs.</summary>
    public async Task EnsureAsync(CancellationToken cancellation)
    {
        if (await ExistsAsync(cancellation).ConfigureAwait(false))
            return;
        try
        {
            await connection
                .S3.PutBucketAsync(new PutBucketRequest { BucketName = Name, UseClientRegion = true }, cancellation)
                .ConfigureAwait(false);
        }
        catch (AmazonS3Exception error) when (error.ErrorCode is "BucketAlreadyOwnedByYou")
        {
            // Another deployment was faster
        }
        await connection
            .S3.PutPublicAccessBlockAsync(
                new()
                {
                    BucketName = Name,
                    PublicAccessBlockConfiguration = new()
                    {
                        BlockPublicAcls = true,
                        BlockPublicPolicy = true,
                        IgnorePublicAcls = true,
                        RestrictPublicBuckets = true,
                    },
                },
                cancellation
            )
            .ConfigureAwait(false);
        await connection
            .S3.PutBucketEncryptionAsync(
                new()
                {
                    BucketName = Name,
                    ServerSideEncryptionConfiguration = new()
                    {
                        ServerSideEncryptionRules =
                        [
                            new()
                            {
                                ServerSideEncryptionByDefault = new() { ServerSideEncryptionAlgorithm = ServerSideEncryptionMethod.AES256 },
                            },
                        ],
                    },
                },
                cancellation
            )
            .ConfigureAwait(false);
        await WhereSupportedAsync(() =>
                connection.S3.PutBucketVersioningAsync(
                    new()
                    {
                        BucketName = Name,
                        VersioningConfig = new() { Status = VersionStatus.Enabled },
                    },
                    cancellation
                )
            )
            .ConfigureAwait(false);
        await WhereSupportedAsync(() =>
                connection.S3.PutLifecycleConfigurationAsync(
                    new()
                    {
                        BucketName = Name,
                        Configuration = new()
                        {
                            Rules =
                            [
                                new()
                                {
                                    Id = "left-overs",
                                    Status = LifecycleRuleStatus.Enabled,
                                    Filter = new() { LifecycleFilterPredicate = new LifecyclePrefixPredicate { Prefix = "" } },
                                    AbortIncompleteMultipartUpload = new() { DaysAfterInitiation = 7 },
                                    NoncurrentVersionExpiration = new() { NoncurrentDays = 30 },
                                },
                            ],
                        },
                    },
                    cancellation
                )
            )
            .ConfigureAwait(false);
    }

    /// <summary>A name says its content: what is there need not be sent again.</summary>
    public async Task<bool> HasAsync(BucketPlace at, CancellationToken cancellation)
    {
        try
        {
            await connection
                .S3.GetObjectMetadataAsync(
                    new()
                    {
                        BucketName = at.Bucket,
                        Key = at.Key,
                        ExpectedBucketOwner = account,
                    },
                    cancellation
                )
                .ConfigureAwait(false);
            return true;
        }
        catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    /// <summary>The stack's packages, and the bucket with the last stack's.</summary>
    public async Task RemoveAsync(string stack, CancellationToken cancellation)
    {
        if (!await ExistsAsync(cancellation).ConfigureAwait(false))
            return;
        await BucketContent.DeleteAsync(connection.S3, Name, $"{stack}/", cancellation).ConfigureAwait(false);
        if (await BucketContent.CountAsync(connection.S3, Name, limit: 1, cancellation).ConfigureAwait(false) > 0)
            return;
        try
        {
            await connection.S3.DeleteBucketAsync(new DeleteBucketRequest { BucketName = Name }, cancellation).ConfigureAwait(false);
        }
        catch (AmazonS3Exception error) when (error.ErrorCode is "BucketNotEmpty" or "NoSuchBucket")
        {
            // Another stack came in between, or went
        }
    }

    private async Task<bool> ExistsAsync(CancellationToken cancellation)
    {
        try
        {
            // Whoever guesses the name could own it: packages go to this account's bucket or nowhere
            await connection
                .S3.HeadBucketAsync(new() { BucketName = Name, ExpectedBucketOwner = account }, cancellation)
                .ConfigureAwait(false);
            return true;
        }
        catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private async Task WhereSupportedAsync(Func<Task> set)
    {
        try
        {
            await set().ConfigureAwait(false);
        }
        catch (AmazonS3Exception error) when (connection.IsLocal && error.StatusCode == HttpStatusCode.NotImplemented)
        {
            // An emulator without versions and lifecycle loses nothing by it
        }
    }
}
