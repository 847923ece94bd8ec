namespace LocalCloud.Aws.ApiGateway;

internal static class Errors
{
    public static AwsError BadRequest(string message) => new("BadRequestException", message);

    public static AwsError NotFound(string message) => new("NotFoundException", message, StatusCodes.Status404NotFound);

    public static AwsError Conflict(string message) => new("ConflictException", message, StatusCodes.Status409Conflict);

    public static AwsError NoApi(Scope scope, string id) => NotFound($"Invalid API identifier specified {scope.Account}:{id}");

    public static AwsError No(string what) => NotFound($"Invalid {what} identifier specified");

    public static AwsError NotSupported(string operation, string what) => BadRequest(AwsError.NotSupported(operation, what).Message);
}
