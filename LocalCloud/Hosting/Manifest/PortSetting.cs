using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace LocalCloud.Hosting.Manifest;

/// <summary>The settings <c>Ports:RESOURCE</c> (its first binding) and <c>Ports:RESOURCE:BINDING</c>, which change fixed ports.</summary>
static class PortSetting
{
    /// <summary>0 when any free port will do, null when nothing is set.</summary>
    /// <exception cref="DistributedApplicationException">The setting is no port.</exception>
    public static int? Of(IConfiguration configuration, string resource, string binding, bool isFirst)
    {
        // A shell cannot set a variable with a hyphen in its name: an underscore stands for it, as in parameters
        var text = new[] { resource, resource.Replace('-', '_') }.Select(name => configuration[$"Ports:{name}:{binding}"] ?? (isFirst ? configuration[$"Ports:{name}"] : null)).FirstOrDefault(t => t is not null);
        if (text is null) return null;
        return int.TryParse(text, CultureInfo.InvariantCulture, out var port) && port is >= 0 and <= 65535
            ? port
            : throw new DistributedApplicationException($"Ports:{resource} must be a port from 0 (any) to 65535, not '{text}'.");
    }

    /// <summary>How to set it in the environment.</summary>
    public static string Variable(string resource) => $"Ports__{resource.Replace('-', '_')}";
}
