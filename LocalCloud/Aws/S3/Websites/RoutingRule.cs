using System.Globalization;
using System.Xml.Linq;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Websites;

/// <param name="Status">Only when the object cannot be had, for this reason; else before it is looked for.</param>
internal sealed record RoutingRule(string Prefix, int? Status, Redirect Redirect)
{
    public bool Matches(string key, int? status) => Status == status && key.StartsWith(Prefix, StringComparison.Ordinal);

    public static RoutingRule Of(XElement rule)
    {
        var condition = rule.Children("Condition").FirstOrDefault();
        return new(
            condition?.Child("KeyPrefixEquals") ?? "",
            condition?.Child("HttpErrorCodeReturnedEquals") is { } code ? int.Parse(code, CultureInfo.InvariantCulture) : null,
            Redirect.Of(rule.Children("Redirect").First())
        );
    }

    public static S3Error? Fault(XElement rule)
    {
        if (rule.Children("Redirect").FirstOrDefault() is not { HasElements: true } redirect)
            return S3Error.MalformedXml;
        if (rule.Children("Condition").FirstOrDefault() is { } condition)
        {
            if (condition.Child("KeyPrefixEquals") is null && condition.Child("HttpErrorCodeReturnedEquals") is null)
                return WebsiteConfiguration.Invalid(
                    "Condition cannot be empty. To redirect all requests without a condition, the condition element shouldn't be present."
                );
            if (condition.Child("HttpErrorCodeReturnedEquals") is { } code && !Redirect.IsStatus(code, 400, 599))
                return WebsiteConfiguration.Invalid($"The provided HTTP error code ({code}) is not valid. Valid codes are 4XX or 5XX.");
        }
        return Redirect.Fault(redirect);
    }
}
