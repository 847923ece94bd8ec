using System.Text;
using LocalCloud.AwsClients.CloudFormation;
using LocalCloud.Deploy.Dist;

namespace LocalCloud.Deploy.Artifacts;

/// <summary>A template in which every local path has become a place in the bucket, and what has to be there for it.</summary>
internal sealed record PackagedTemplate(string Text, IReadOnlyList<Artifact> Artifacts, bool HasNested)
{
    /// <summary>
    /// What CloudFormation takes in a request: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html.
    /// </summary>
    private const int LargestBody = 51_200;

    private const int LargestTemplate = 1_000_000;

    public static PackagedTemplate Make(PublishedFolder published, string stack, ArtifactBucket bucket)
    {
        var artifacts = new List<Artifact>();
        var byPath = new Dictionary<string, Artifact>(StringComparer.Ordinal);
        var uploaded = new List<(LocalPath, BucketPlace)>();
        foreach (var path in LocalPaths.Of(published.Template))
        {
            var key = Path.GetFullPath(Path.Combine(published.Folder, path.Path));
            if (!byPath.TryGetValue(key, out var artifact))
                byPath[key] = artifact =
                    path.Property == LocalPathProperty.NestedTemplate
                        ? Nested(key, path, stack, bucket, artifacts)
                        : Package.Read(published.Folder, path);
            uploaded.Add((path, bucket.At(stack, artifact)));
        }
        artifacts.AddRange(byPath.Values);
        var text = LocalPaths.Rewrite(published.Template, uploaded);
        return Encoding.UTF8.GetByteCount(text) > LargestTemplate
            ? throw new DeployException(
                $"The template is larger than {LargestTemplate:N0} bytes, more than CloudFormation takes.",
                ExitCodes.BadInput
            )
            : new(text, [.. artifacts.DistinctBy(a => a.Hash)], uploaded.Exists(u => u.Item1.Property == LocalPathProperty.NestedTemplate));
    }

    /// <summary>The template as an artifact of its own when it is too large for a request.</summary>
    public Artifact? Large(string name) =>
        Encoding.UTF8.GetBytes(Text) is { Length: > LargestBody } bytes
            ? Artifact.OfContent(Path.GetFileName(name), name, bytes, ".template")
            : null;

    private static Artifact Nested(string file, LocalPath path, string stack, ArtifactBucket bucket, List<Artifact> artifacts)
    {
        var (published, error) = PublishedFolder.Read(file);
        if (published is null)
            throw new DeployException(error!, ExitCodes.BadInput);
        if (MissingFiles.Of(published).FirstOrDefault() is { } missing)
            throw new DeployException($"{path.Path}: {missing}", ExitCodes.BadInput);
        var nested = Make(published, stack, bucket);
        artifacts.AddRange(nested.Artifacts);
        return Artifact.OfContent(path.Path, file, Encoding.UTF8.GetBytes(nested.Text), ".template");
    }
}
