using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.WebConsole.Buckets;

internal static class ObjectActions
{
    public static async ValueTask<Outcome> UploadAsync(ConsoleRequest page, ConsoleForm form)
    {
        if (form.File("file") is not { } file)
            return Outcome.Refused("Choose a file to upload.");
        // Some browsers send a path
        var key = form.Text("folder") + file.FileName[(file.FileName.LastIndexOfAny(['/', '\\']) + 1)..];
        using var body = file.OpenReadStream();
        var call = new S3Call("PUT", page.Name!, key)
        {
            Headers = [("Content-Type", form.Optional("type")?.Trim() ?? file.ContentType)],
            Body = body,
            Length = file.Length,
        };
        var answer = await call.SendAsync(page.Host, page.Scope).ConfigureAwait(false);
        return answer.Error is { } error
            ? Refused(error)
            : Outcome.Done($"{key} is uploaded: {Widgets.Size(file.Length)}.") with
            {
                Link = page.Link("buckets", page.Name, ("key", key)),
            };
    }

    public static async ValueTask<Outcome> DeleteAsync(ConsoleRequest page, ConsoleForm form)
    {
        var (key, version) = (form.Text("key"), form.Optional("version"));
        if (key.Length == 0)
            return Outcome.Refused("No object is named.");
        var answer = await new S3Call("DELETE", page.Name!, key, version is null ? [] : [("versionId", version)])
            .SendAsync(page.Host, page.Scope)
            .ConfigureAwait(false);
        if (answer.Error is { } error)
            return Refused(error);
        return version is null
            ? Outcome.Done($"{key} is deleted.") with
            {
                Link = page.Link("buckets", page.Name, ("prefix", key[..(key.LastIndexOf('/') + 1)])),
            }
            : Outcome.Done($"Version {version} of {key} is deleted.") with
            {
                Link = page.Link("buckets", page.Name, ("key", key)),
            };
    }

    public static Outcome Refused(S3Error error) => Outcome.Refused($"{error.Code}: {error.Message}");
}
