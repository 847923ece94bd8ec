namespace LocalCloud.Aws.SecretsManager.Operations;

/// <summary>A new value of a secret that is there.</summary>
internal static class Values
{
    public static readonly AwsError Both = Errors.Parameter(
        "You can't specify both a binary secret value and a string secret value in the same secret."
    );

    /// <summary>The same token brings the same version; with another value it is refused.</summary>
    public static Result<SecretVersion> Add(
        Secret secret,
        string? token,
        string? text,
        byte[]? binary,
        IEnumerable<string> stages,
        DateTimeOffset now
    )
    {
        var id = token ?? Guid.NewGuid().ToString();
        var version = secret.Find(id, null);
        if (version is null)
            secret.Versions.Add(version = new(id, text, binary, now));
        else if (version.IsEmpty)
            secret.Versions[secret.Versions.IndexOf(version)] = version = version with { Text = text, Binary = binary };
        else if (!version.Same(text, binary))
            return new AwsError(
                "ResourceExistsException",
                $"You can't use ClientRequestToken {id} because that value is already in use for a version of secret {secret.Arn}."
            );
        secret.Stage(version, stages);
        // The first version is the current one, whatever it is called.
        if (secret.Find(null, Secret.Current) is null)
            secret.Stage(version, [Secret.Current]);
        secret.Changed = now;
        return version;
    }
}
