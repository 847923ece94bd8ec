using System.Text;

namespace LocalCloud.Aws.Tests.Wire.Fuzz;

/// <summary>One request, before it becomes one.</summary>
internal sealed record Sample(string Name, string Method, string Target, List<(string Name, string Value)> Headers, byte[] Body)
{
    /// <summary>null when .NET's client would not send such an address.</summary>
    public HttpRequestMessage? ToRequest()
    {
        if (
            !Uri.TryCreate(
                "http://localhost:4566" + Target,
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true },
                out var address
            )
        )
            return null;
        var request = new HttpRequestMessage(new HttpMethod(Method), address) { Content = new ByteArrayContent(Body) };
        foreach (var (name, value) in Headers)
            // Other characters do not come through any HTTP server.
            if (!value.Any(c => c is < ' ' or > '~') && !request.Headers.TryAddWithoutValidation(name, value))
                request.Content.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    public string Describe() =>
        $"{Method} {Target}\n{string.Join('\n', Headers.Select(h => $"{h.Name}: {h.Value}"))}\n{Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 1500)))}";
}
