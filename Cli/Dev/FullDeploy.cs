using System.Globalization;
using LocalCloud.AwsClients;
using LocalCloud.Deploy;
using LocalCloud.Publish.Report;
using LocalCloud.Tune;
using Serverless.Cli.Deploy;

namespace Serverless.Cli.Dev;

/// <summary>
/// Publishes and deploys as without this command: the stack is as the sources are then, and how long that takes is known.
/// </summary>
internal sealed class FullDeploy(PublishedSources sources, AwsTarget target, IMessages messages)
{
    /// <returns>How long both took.</returns>
    /// <exception cref="TuneException">One of them has failed, which has been said.</exception>
    public async Task<TimeSpan> RunAsync(string? stack, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        if (await ConsolePublish.RunAsync(sources.Manifest, sources.Options, cancellation, summary: false) is not 0 and var code)
            throw new TuneException("Not published: see above.", code);
        var published = TimeProvider.System.GetElapsedTime(began);
        code = await Deployment.RunAsync(
            new()
            {
                Path = sources.Folder,
                Target = target,
                StackName = stack,
                Parameters = parameters,
                Yes = true,
            },
            ConsoleDisplay.Create(),
            TimeProvider.System,
            cancellation
        );
        if (code != ExitCodes.Done)
            throw new TuneException("Not deployed: see above.", code);
        var all = TimeProvider.System.GetElapsedTime(began);
        messages.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"A full publish and deploy took {all.TotalSeconds:0.0} s ({published.TotalSeconds:0.0} s and "
                    + $"{(all - published).TotalSeconds:0.0} s)."
            )
        );
        return all;
    }
}
