using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Data;
using Platform.Data.Entities;
using Platform.Events;
using Platform.Outbox;
using ServiceDefaults;

namespace Api.Users;

public sealed record CreateUser(
    [property: Required, MailAddress] string Email,
    [property: Required, StringLength(200, MinimumLength = 1)] string Name
);

internal sealed record UserDto(Guid Id, string Email, string Name, DateTimeOffset CreatedAt);

internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Users");
        users
            .MapPost("/", CreateAsync)
            .WithSummary("Creates a user; publishes UserCreated")
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status409Conflict);
        users.MapGet("/{id:guid}", GetAsync).WithName("GetUser").WithSummary("One user");
    }

    private static async Task<Results<CreatedAtRoute<UserDto>, ProblemHttpResult>> CreateAsync(
        CreateUser create,
        AppDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetStoredNow();
        var user = new User
        {
            Id = Guid.CreateVersion7(now),
            Email = create.Email,
            Name = create.Name,
            CreatedAt = now,
        };
        db.Users.Add(user);
        db.Publish(new UserCreated(user.Id, user.Email, user.Name, user.CreatedAt), time);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception)
            when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return TypedResults.Problem(
                $"There is a user with the address {create.Email}.",
                statusCode: StatusCodes.Status409Conflict,
                title: "The mail address is taken"
            );
        }

        return TypedResults.CreatedAtRoute(Dto(user), "GetUser", new { id = user.Id });
    }

    private static async Task<Results<Ok<UserDto>, NotFound>> GetAsync(Guid id, AppDbContext db, CancellationToken cancellationToken)
    {
        WorkIds.Add(Telemetry.Attributes.UserId, id);
        return await db.Users.AsNoTracking().FirstOrDefaultAsync(user => user.Id == id, cancellationToken) is { } user
            ? TypedResults.Ok(Dto(user))
            : TypedResults.NotFound();
    }

    private static UserDto Dto(User user) => new(user.Id, user.Email, user.Name, user.CreatedAt);
}
