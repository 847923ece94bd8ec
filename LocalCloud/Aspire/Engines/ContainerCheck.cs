using System.ComponentModel;
using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Postgres;
using Aspire.Hosting.Redis;
using LocalCloud.Aspire.Run;

namespace LocalCloud.Aspire.Engines;

/// <summary>Says which containers of an application have no engine, before anything is started.</summary>
internal static class ContainerCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private const string WayOut = "start with --containers, which leaves every container to Docker or Podman";

    public static async Task RunAsync(DistributedApplicationModel model, CancellationToken cancellationToken)
    {
        var others = model.Resources.Where(r => r.IsContainer() && r is not (PostgresServerResource or RedisResource)).ToList();
        foreach (var tool in others)
            if (Tool(tool) is { } method)
                throw new StartException(
                    $"'{tool.Name}' ({method}) is a container that looks for its server in another container, "
                        + $"and here that server is a process. Take {method} out, or {WayOut}."
                );
        if (others.Count == 0 || await HasEngineAsync(cancellationToken).ConfigureAwait(false))
            return;
        var (image, tag) = ContainerSettings.Image(others[0]);
        throw new StartException(
            $"'{others[0].Name}' needs the container image {image}:{tag}, for which there is no embedded engine "
                + "(there are: PostgreSQL, Redis), and neither docker nor podman answers. "
                + $"Start one of those, or take '{others[0].Name}' out."
        );
    }

    /// <summary>An image that the engine cannot stand in for; <paramref name="official"/> is the one that it can.</summary>
    public static void Image(ContainerResource resource, string official, string engine)
    {
        var (image, _) = ContainerSettings.Image(resource);
        if (resource.Annotations.OfType<DockerfileBuildAnnotation>().Any())
            throw new StartException(
                $"'{resource.Name}' is built from a Dockerfile, and the embedded engine is {engine}. "
                    + $"Take WithDockerfile out, or {WayOut}."
            );
        if (image.Split('/')[^1] != official)
            throw new StartException(
                $"'{resource.Name}' asks for the image {image}, and the embedded engine is {engine}. " + $"Take WithImage out, or {WayOut}."
            );
    }

    /// <summary>The message for what an engine has no equal of.</summary>
    public static StartException Unsupported(IResource resource, string what, string engine) =>
        new($"'{resource.Name}': {what} has no equal in the embedded engine, {engine}. Take it out, or {WayOut}.");

    private static string? Tool(IResource resource) =>
        resource switch
        {
            PgAdminContainerResource => "WithPgAdmin",
            PgWebContainerResource => "WithPgWeb",
            RedisInsightResource => "WithRedisInsight",
            RedisCommanderResource => "WithRedisCommander",
            _ when resource.GetType().Name.StartsWith("PostgresMcp", StringComparison.Ordinal) => "WithPostgresMcp",
            _ => null,
        };

    private static async Task<bool> HasEngineAsync(CancellationToken cancellationToken)
    {
        foreach (var name in (string[])["docker", "podman"])
            if (await AnswersAsync(name, cancellationToken).ConfigureAwait(false))
                return true;
        return false;
    }

    private static async Task<bool> AnswersAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(name, ["ps", "--quiet"]) { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Patience);
            using var end = limit.Token.Register(() => process.Kill());
            _ = process.StandardOutput.ReadToEndAsync(cancellationToken);
            _ = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
