using System.Globalization;
using System.Xml.Linq;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Websites;

/// <summary>Where a request is led. What is not said stays as the request has it.</summary>
internal sealed record Redirect(string? HostName, string? Protocol, int Status, string? PrefixWith, string? KeyWith)
{
    /// <param name="prefix">What <see cref="PrefixWith"/> takes the place of.</param>
    public S3Answer Answer(S3Request request, string key, string prefix)
    {
        var to = KeyWith ?? (PrefixWith is null ? key : PrefixWith + key[prefix.Length..]);
        var http = request.Http.Request;
        var path = string.Join('/', to.Split('/').Select(Uri.EscapeDataString));
        return S3Answer
            .Empty(Status)
            .With("Location", $"{Protocol ?? http.Scheme}://{HostName ?? http.Host.Value}/{path}{http.QueryString}");
    }

    public static Redirect Of(XElement element) =>
        new(
            element.Child("HostName"),
            element.Child("Protocol"),
            element.Child("HttpRedirectCode") is { } code
                ? int.Parse(code, CultureInfo.InvariantCulture)
                : StatusCodes.Status301MovedPermanently,
            element.Child("ReplaceKeyPrefixWith"),
            element.Child("ReplaceKeyWith")
        );

    public static S3Error? Fault(XElement element) =>
        element.Child("Protocol") is not (null or "http" or "https")
            ? WebsiteConfiguration.Invalid(
                "Invalid protocol, protocol can be http or https. If not defined the protocol will be selected automatically."
            )
        : element.Child("HttpRedirectCode") is { } code && (!IsStatus(code, 301, 399))
            ? WebsiteConfiguration.Invalid($"The provided HTTP redirect code ({code}) is not valid. Valid codes are 3XX except 300.")
        : element.Child("ReplaceKeyPrefixWith") is not null && element.Child("ReplaceKeyWith") is not null
            ? WebsiteConfiguration.Invalid("You can only define ReplaceKeyPrefix or ReplaceKey but not both.")
        : null;

    public static bool IsStatus(string text, int from, int to) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status >= from && status <= to;
}
