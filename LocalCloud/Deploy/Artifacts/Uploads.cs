using Amazon.S3.Transfer;
using LocalCloud.AwsClients;
using LocalCloud.Deploy.Dist;

namespace LocalCloud.Deploy.Artifacts;

/// <summary>Sends each artifact once, large ones in parts.</summary>
internal sealed class Uploads(AwsConnection connection, ArtifactBucket bucket, IDeployDisplay display)
{
    public async Task SendAsync(string stack, IReadOnlyList<Artifact> artifacts, CancellationToken cancellation)
    {
        if (artifacts.Count == 0)
            return;
        await bucket.EnsureAsync(cancellation).ConfigureAwait(false);
        var missing = new List<(Artifact Artifact, BucketPlace At)>();
        foreach (var artifact in artifacts)
        {
            var at = bucket.At(stack, artifact);
            if (!await bucket.HasAsync(at, cancellation).ConfigureAwait(false))
                missing.Add((artifact, at));
        }
        if (artifacts.Count > missing.Count)
            display.Say($"{artifacts.Count - missing.Count} of {artifacts.Count} packages are in {bucket.Name} already");
        if (missing.Count == 0)
            return;
        await display
            .UploadAsync([.. missing.Select(m => new Upload(m.Artifact.Name, m.Artifact.Size))], async progress =>
            {
                using var transfer = new TransferUtility(connection.S3);
                foreach (var (i, (artifact, at)) in missing.Index())
                    await SendAsync(transfer, artifact, at, sent => progress(i, sent), cancellation).ConfigureAwait(false);
            })
            .ConfigureAwait(false);
    }

    private static async Task SendAsync(
        TransferUtility transfer,
        Artifact artifact,
        BucketPlace at,
        Action<long> progress,
        CancellationToken cancellation
    )
    {
        await using Stream content = artifact.Content is { } bytes
            ? new MemoryStream(bytes, writable: false)
            : File.OpenRead(artifact.File);
        var request = new TransferUtilityUploadRequest
        {
            BucketName = at.Bucket,
            Key = at.Key,
            InputStream = content,
        };
        request.UploadProgressEvent += (_, sent) => progress(sent.TransferredBytes);
        await transfer.UploadAsync(request, cancellation).ConfigureAwait(false);
        progress(artifact.Size);
    }
}
