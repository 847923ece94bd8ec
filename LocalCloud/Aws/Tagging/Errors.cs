namespace LocalCloud.Aws.Tagging;

internal static class Errors
{
    /// <summary>50 to a page of resources; keys and values come by the hundred.</summary>
    public static readonly PageForm Pages = new(
        50,
        new AwsError("PaginationTokenExpiredException", "The pagination token has expired. Submit the request again without a token.")
    )
    {
        EmptyIsNone = true,
    };

    public static AwsError Invalid(string message) => new("InvalidParameterException", message);
}
