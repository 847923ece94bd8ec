using OpenTelemetry;
using OpenTelemetry.Logs;

namespace ServiceDefaults.Logging;

/// <summary>
/// Leaves the message's template out of a record that has the message: it would be shown as a second text. What lines have in common is
/// told by their category and event name.
/// </summary>
internal sealed class OneText : BaseProcessor<LogRecord>
{
    private const string Template = "{OriginalFormat}";

    public override void OnEnd(LogRecord data)
    {
        if (data is { FormattedMessage: not null, Attributes: { } attributes })
        {
            data.Attributes = [.. attributes.Where(attribute => attribute.Key != Template)];
        }
    }
}
