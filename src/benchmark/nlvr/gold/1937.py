def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    count = 0
    for box in image_patch.find('box'):
        for triangle in box.find('triangle'):
            is_yellow = triangle.simple_query('What color is this?') == 'yellow'
            sides = [abs(triangle.left - box.left), abs(box.right - triangle.right)]
            ends = [abs(triangle.lower - box.lower), abs(box.upper - triangle.upper)]
            if is_yellow and min(sides + ends) <= 1:
                count += 1
    return 'yes' if count == 1 else 'no'
