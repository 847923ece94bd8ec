using System.Text;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.WebConsole.Buckets;

internal static class BucketActions
{
    public static async ValueTask<Outcome> CreateAsync(ConsoleRequest page, ConsoleForm form)
    {
        var name = form.Text("bucket").Trim();
        var region = page.Scope.Region is "us-east-1"
            ? ""
            : $"<CreateBucketConfiguration><LocationConstraint>{page.Scope.Region}</LocationConstraint></CreateBucketConfiguration>";
        if (BucketsView.Find(page, name))
            return Outcome.Refused($"There is a bucket {name} already.");
        if (await PutAsync(page, name, region).ConfigureAwait(false) is { } refused)
            return refused;
        if (form.IsChecked("versioned") && await VersionAsync(page, name, "Enabled").ConfigureAwait(false) is { } unversioned)
            return unversioned;
        return Outcome.Done($"The bucket {name} is made.", name);
    }

    public static async ValueTask<Outcome> VersionAsync(ConsoleRequest page, ConsoleForm form) =>
        await VersionAsync(page, page.Name!, form.Text("status")).ConfigureAwait(false)
        ?? Outcome.Done(
            form.Text("status") == "Enabled"
                ? $"{page.Name} keeps versions from now on."
                : $"{page.Name} keeps no further versions; those that it has stay."
        );

    public static async ValueTask<Outcome> EmptyAsync(ConsoleRequest page)
    {
        var gone = 0;
        while (
            BucketsView.Read(page, page.Name!, b => b.VersionsFrom("").Take(1000).Select(v => v.Value).ToList()) is { Count: > 0 } versions
        )
            foreach (var version in versions)
            {
                var deleted = await new S3Call("DELETE", page.Name!, version.Key, ("versionId", version.ShownVersionId))
                    .SendAsync(page.Host, page.Scope)
                    .ConfigureAwait(false);
                if (deleted.Error is { } error)
                    return Outcome.Refused($"{error.Code}: {error.Message} ({version.Key}; {gone} are deleted)");
                gone++;
            }
        return Outcome.Done($"{page.Name} is empty: {gone} {(gone == 1 ? "object"
            : "objects and versions")} deleted.") with
        {
            Link = page.Link("buckets", page.Name),
        };
    }

    public static async ValueTask<Outcome> DeleteAsync(ConsoleRequest page)
    {
        var answer = await new S3Call("DELETE", page.Name!).SendAsync(page.Host, page.Scope).ConfigureAwait(false);
        return answer.Error is { } error ? ObjectActions.Refused(error) : Outcome.Gone($"The bucket {page.Name} is deleted.");
    }

    private static async ValueTask<Outcome?> PutAsync(ConsoleRequest page, string name, string document, params (string, string?)[] query)
    {
        var bytes = Encoding.UTF8.GetBytes(document);
        using var body = new MemoryStream(bytes);
        var answer = await new S3Call("PUT", name, null, query) { Body = body, Length = bytes.Length }
            .SendAsync(page.Host, page.Scope)
            .ConfigureAwait(false);
        return answer.Error is { } error ? ObjectActions.Refused(error) : null;
    }

    private static ValueTask<Outcome?> VersionAsync(ConsoleRequest page, string name, string status) =>
        PutAsync(
            page,
            name,
            $"<VersioningConfiguration><Status>{(status is "Enabled" ? status : "Suspended")}</Status></VersioningConfiguration>",
            ("versioning", "")
        );
}
